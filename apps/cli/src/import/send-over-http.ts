import { BatchSender, type PostTrial, type SenderOptions } from '#imports';
import { apiFetch } from '../api/api-fetch.js';

/** Which API takes the lines. */
export interface Receiver extends Pick<SenderOptions, 'patienceMs' | 'signal'> {
  /** Where it listens, `http://127.0.0.1:3000`. */
  readonly url: string;
  /** A key of its own; else that of SITREP_KEY. */
  readonly key?: string;
  /** True where reports are sent as drafts; others' are drafts by a setting of the server. */
  readonly asDrafts?: boolean;
  /** What drafts are sent together as. */
  readonly bundle?: string;
}

/** Sends lines to an API over HTTP until each of them is decided. */
export function sendOverHttp({ url, key, asDrafts = false, bundle, ...options }: Receiver): BatchSender {
  const { signal } = options;
  const headers = headersOf(key);
  const asked = new URLSearchParams({
    draft: String(asDrafts),
    revise: 'true',
    ...(bundle !== undefined && { bundle }),
  });
  const path = `/v1/reports/batch?${asked.toString()}`;
  const post = (body: Uint8Array): Promise<Response> =>
    apiFetch(url, path, { method: 'POST', body: Buffer.from(body), headers, ...(signal && { signal }) });
  return new BatchSender({ ...options, name: url, post });
}

/** Asks an API what would become of lines, as they are read. */
export const tryOverHttp =
  ({ url, key, asDrafts = false, signal }: Receiver): PostTrial =>
  (body) =>
    apiFetch(url, `/v1/reports/batch?dryRun=true&draft=${asDrafts}&revise=true`, {
      method: 'POST',
      body: body as AsyncIterable<Uint8Array<ArrayBuffer>>,
      duplex: 'half',
      headers: headersOf(key),
      ...(signal && { signal }),
    });

const headersOf = (key: string | undefined) => ({
  'content-type': 'application/x-ndjson',
  ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
});
