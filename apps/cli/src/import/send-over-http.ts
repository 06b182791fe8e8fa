import { BatchSender, type SenderOptions } from '#imports';
import { apiFetch } from '../api/api-fetch.js';

/** Which API takes the lines. */
export interface Receiver extends Pick<SenderOptions, 'patienceMs' | 'signal'> {
  /** Where it listens, `http://127.0.0.1:3000`. */
  readonly url: string;
  /** A key of its own; else that of SITREP_KEY. */
  readonly key?: string;
  /** What drafts are sent together as, where reports are sent as drafts. */
  readonly draftsAs?: string | undefined;
}

/** Sends lines to an API over HTTP until each of them is decided. */
export function sendOverHttp({ url, key, draftsAs, ...options }: Receiver): BatchSender {
  const { signal } = options;
  const headers = {
    'content-type': 'application/x-ndjson',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const path = `/v1/reports/batch${draftsAs === undefined ? '' : `?draft=true&bundle=${draftsAs}`}`;
  const post = (body: Uint8Array): Promise<Response> =>
    apiFetch(url, path, { method: 'POST', body: Buffer.from(body), headers, ...(signal && { signal }) });
  return new BatchSender({ ...options, name: url, post });
}
