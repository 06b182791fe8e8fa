import { CommandFailed } from '../terminal/command-failed.js';

/** Where an API listens, and the key to send it. */
export interface ApiAddress {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly key?: string | undefined;
}

export const keyHeaders = ({ key }: ApiAddress): Readonly<Record<string, string>> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** Why the API lets nobody in with this key, or without one; undefined for any other answer. */
export function notLetIn({ url, key }: ApiAddress, status: number, body: string): CommandFailed | undefined {
  if (status !== 401 && status !== 403) return undefined;
  const advice = key === undefined ? ' Set SITREP_KEY, or SITREP_KEY_FILE.' : '';
  return new CommandFailed(`${url} answers ${status}: ${detailOf(body)}${advice}`);
}

function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body) as { readonly detail?: unknown };
    return typeof detail === 'string' ? detail : body.slice(0, 300);
  } catch {
    return body.slice(0, 300);
  }
}
