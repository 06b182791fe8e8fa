import { CommandFailed } from '../terminal/command-failed.js';

/** Where the API listens unless `--url` says otherwise. */
export const defaultUrl = (): string => `http://127.0.0.1:${process.env.PORT ?? 3000}`;

/**
 * Every request of the command line to an API, with the key of SITREP_KEY where the request has none of its own.
 *
 * @throws {CommandFailed} the address is none.
 */
export async function apiFetch(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const { readSettings } = await import('#platform');
  const { key } = readSettings(process.env);
  const headers = new Headers(init.headers);
  if (key !== undefined && !headers.has('authorization')) headers.set('authorization', `Bearer ${key}`);
  return fetch(new URL(path, checkedUrl(url)), { ...init, headers });
}

/** @throws {CommandFailed} `url` is not the address of an API. */
export function checkedUrl(url: string): string {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (protocol === 'http:' || protocol === 'https:') return url;
  throw new CommandFailed(`--url ${url} is not the address of an API, such as http://127.0.0.1:3000.`);
}

/** What the API answers, whether it is yes or no. @throws {CommandFailed} nobody answers; `advice` is part of the message. */
export async function responseOf(url: string, path: string, init: RequestInit = {}, advice = ''): Promise<Response> {
  try {
    return await apiFetch(url, path, init);
  } catch (cause) {
    if (cause instanceof CommandFailed || init.signal?.aborted === true) throw cause;
    const more = advice === '' ? '' : ` ${advice}`;
    throw new CommandFailed(`${url} does not answer. Start it with npm start, or say --url.${more}`, { cause });
  }
}

/**
 * Reads from the API; of the parameters those in `positional` are arguments of the command.
 *
 * @throws {CommandFailed} it does not answer, or refuses; the message says why.
 */
export async function readApi(
  url: string,
  path: string,
  init: RequestInit = {},
  positional?: readonly string[],
): Promise<Response> {
  const response = await responseOf(url, path, init);
  if (response.ok) return response;
  throw new CommandFailed(refusalOf(await response.text(), response.status, positional));
}

interface Refusal {
  readonly detail?: string;
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail?: string }[];
}

/** A problem document (RFC 9457) as one line. Parameters are named as the arguments or options that set them. */
export function refusalOf(body: string, status: number, positional: readonly string[] = ['id']): string {
  let problem: Refusal = {};
  try {
    problem = JSON.parse(body) as Refusal;
  } catch {
    // Something else than the API answered.
  }
  const nameOf = (parameter: string): string =>
    positional.includes(parameter) ? `<${parameter}>` : optionOf(parameter);
  const found = (problem.errors ?? []).map(({ parameter, pointer, detail = '' }) =>
    [parameter === undefined ? pointer : nameOf(parameter), detail].filter(Boolean).join(': '),
  );
  if (found.length > 0) return found.join(' ');
  return problem.detail ?? `The API answers ${status}: ${body.slice(0, 300)}`;
}

/** The option that sets a parameter of HTTP: `knownAt` is `--known-at`. */
export const optionOf = (parameter: string): string =>
  `--${parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
