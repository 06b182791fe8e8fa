import { v5 as uuidOf } from 'uuid';
import type { Watch } from '../domain/question.js';
import type { StoredMessage } from '../store/messages.js';
import { element, xmlText } from './xml.js';

export const atom_type = 'application/atom+xml';

/** What a message says, as far as a feed shows it. */
interface ShownMessage {
  readonly timestamp: string;
  readonly data: {
    readonly text?: string;
    readonly markdown?: string;
    readonly reports?: readonly { readonly id: string; readonly summary?: string }[];
    readonly links?: readonly { readonly rel: string; readonly href: string }[];
  };
}

/**
 * Writes the messages of a watch, the newest first, as an Atom feed (RFC 4287). `base` is the address of this server. The id
 * of an entry is made of that of its message, so it stays the same.
 */
export function atomFeed(
  { id, name, createdAt }: Pick<Watch, 'id' | 'name' | 'createdAt'>,
  messages: readonly StoredMessage[],
  base: string,
): string {
  const updated = messages[0]?.createdAt ?? createdAt;
  const feed = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:base': `${base}/` },
    element('id', {}, `urn:uuid:${id}`),
    element('title', {}, xmlText(name)),
    element('updated', {}, updated.toISOString()),
    element('author', {}, element('name', {}, 'Sitrep')),
    element('link', { rel: 'self', type: atom_type, href: `${base}/v1/watches/${id}/feed` }),
    ...messages.map((message) => entry(id, message, base)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`;
}

function entry(watchId: string, { id, kind, body, createdAt }: StoredMessage, base: string): string {
  const { data } = JSON.parse(body) as ShownMessage;
  const text = data.text ?? kind;
  const summaries = (data.reports ?? []).flatMap(({ summary }) => summary ?? []);
  const content = data.markdown ?? [text, ...summaries.map((summary) => `- ${summary}`)].join('\n');
  const answer = data.links?.find(({ rel }) => rel === 'answer')?.href;
  return element(
    'entry',
    {},
    element('id', {}, `urn:uuid:${uuidOf(id, watchId)}`),
    element('title', {}, xmlText(text)),
    element('updated', {}, createdAt.toISOString()),
    element('category', { term: kind }),
    ...(answer === undefined ? [] : [element('link', { rel: 'alternate', href: absolute(answer, base) })]),
    element('content', { type: 'text' }, xmlText(content)),
  );
}

const absolute = (href: string, base: string): string => (href.startsWith('/') ? base + href : href);
