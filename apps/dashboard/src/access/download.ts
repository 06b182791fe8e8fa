import { refusedBy } from '../api/ask.js';
import { keyHeaders } from './key.js';

/** Saves a file that is asked for with the key: a plain link could not send it. Throws `Refusal`. */
export async function download(href: string): Promise<void> {
  const response = await fetch(href, { headers: keyHeaders() });
  if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => ({})));
  const [, name = 'sitrep'] = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
