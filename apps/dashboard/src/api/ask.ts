import type { ProblemDto } from 'sitrep-api';
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

/** Reads an answer of the API. Throws `Refusal`. */
export async function read<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await fetch(pathOf(path, params), {
    headers: keyHeaders(),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await bodyOf(response)) as T;
}

/** Sends a body. Throws `Refusal`. */
export async function send<T>(path: string, body: unknown, params: Params = {}): Promise<T> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...keyHeaders() },
    body: JSON.stringify(body),
  };
  return (await bodyOf(await fetch(pathOf(path, params), init))) as T;
}

async function bodyOf(response: Response): Promise<unknown> {
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
