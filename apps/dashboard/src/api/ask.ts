import type { ProblemDto, RecordedReviewDto as RecordedDto } from 'sitrep-api';
import { keyHeaders, noteRefusal } from '../access/key.js';

/** What the API refused, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<ProblemDto>,
  ) {
    super(problem.detail ?? problem.title ?? `The request failed (${status}).`);
  }
}

export type Params = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The address of a question; what is undefined is left out. */
export function pathOf(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && String(value) !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

let ahead_ms: number | undefined;

/** The time by the clock of the server, a second behind at most: that of a browser may be wrong. */
export const serverNow = (): Date => new Date(Date.now() - (ahead_ms ?? 0));

/** Notes how far the clock of this browser is ahead, as the quickest answer says; one that was kept tells of a time long ago. */
function noteClock(response: Response): void {
  const here = Date.now() - Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(here)) ahead_ms = Math.min(ahead_ms ?? Infinity, here);
}

/** Reads an answer of the API. Throws `Refusal`. */
export async function read<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await fetch(pathOf(path, params), {
    headers: keyHeaders(),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await bodyOf(response)) as T;
}

/** Sends a body; under a key it counts once however often it is sent. Throws `Refusal`. */
export async function send<T>(path: string, body: unknown, params: Params = {}, key?: string): Promise<T> {
  const headers = {
    'Content-Type': 'application/json',
    ...keyHeaders(),
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await bodyOf(await fetch(pathOf(path, params), init))) as T;
}

/** What an answer is to rest on, once something was recorded at a position; undefined where it was recorded before. */
export const minPositionOf = (position: RecordedDto['position']): string | undefined =>
  position === undefined ? undefined : `${position.partition}:${position.offset}`;

/** Asks that something be dropped. Throws `Refusal`. */
export async function drop(path: string): Promise<void> {
  const response = await fetch(path, { method: 'DELETE', headers: keyHeaders() });
  if (!response.ok) await bodyOf(response);
}

/** One thing that is wrong with what was sent, and the field in which it stands. */
export interface Problem {
  readonly pointer: string;
  readonly detail: string;
}

/** All that is wrong: each field that the API names, or else its whole answer. */
export function problemsOf(error: unknown): readonly Problem[] {
  const whole = { pointer: '', detail: error instanceof Error ? error.message : String(error) };
  if (!(error instanceof Refusal)) return [whole];
  const { errors = [] } = error.problem as { errors?: readonly { pointer?: string; detail: string }[] };
  return errors.length === 0 ? [whole] : errors.map(({ pointer = '', detail }) => ({ pointer, detail }));
}

/** The same as one text, as it is said to people. */
export const reasonsOf = (error: unknown): string =>
  problemsOf(error)
    .map(({ detail }) => detail)
    .join(' ');

const passing = [408, 425, 429, 502, 503, 504];

/** Whether the same may be taken later: the connection failed, or the server has no time now. */
export const mayPass = (error: unknown): boolean =>
  error instanceof Refusal ? passing.includes(error.status) : error instanceof TypeError;

async function bodyOf(response: Response): Promise<unknown> {
  noteClock(response);
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw refusedBy(response.status, body);
  return body;
}

/** The refusal of an answer; one for want of a key is noted, so that the page asks for one. */
export function refusedBy(status: number, body: unknown): Refusal {
  const refusal = new Refusal(status, body as Partial<ProblemDto>);
  if (status === 401) noteRefusal(refusal.message);
  return refusal;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly position?: string;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

/** All items of a list, page after page. */
export async function readAll<T>(
  path: string,
  params: Params,
  signal?: AbortSignal,
): Promise<{ items: readonly T[]; position: string }> {
  const items: T[] = [];
  let next: string | undefined = pathOf(path, { limit: 1000, ...params });
  let position = '';
  while (next !== undefined) {
    const page: Page<T> = await read<Page<T>>(next, {}, signal);
    items.push(...page.items);
    position = page.position ?? position;
    next = page.links.find(({ rel }) => rel === 'next')?.href;
  }
  return { items, position };
}
