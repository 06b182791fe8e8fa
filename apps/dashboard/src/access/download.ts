import type { MouseEvent } from 'react';
import { refusedBy } from '../api/ask.js';
import { keyHeaders, storedKey } from './key.js';

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

/** A link sends no key; where there is one, the file is fetched with it. */
export function withKey(event: MouseEvent<HTMLAnchorElement>): void {
  if (storedKey() === undefined) return;
  event.preventDefault();
  void download(event.currentTarget.href);
}
