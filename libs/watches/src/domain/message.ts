import { type Change, identityOf, messageId } from './change.js';
import type { MessageKind, Watch } from './question.js';

/** A message about to be stored. */
export interface NewMessage {
  /** The same for the same change of the same watch. */
  readonly id: string;
  readonly kind: MessageKind;
  /** What goes into `data` beside the watch and the sequence. */
  readonly content: object;
}

/** The `type` of a message, as Standard Webhooks advises: `sitrep.watch.changed_hands`. */
const messageType = (kind: MessageKind): string =>
  `sitrep.watch.${kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** The message of a watch about a change. `base` begins links that leave the server; empty where it is not known. */
export function messageOf(watch: Watch, change: Change, base: string): NewMessage {
  const { kind, place = null, at, detail, before, after, reports, text, href } = change;
  const links = [
    { rel: 'answer', href: base + href },
    ...reports.map(({ id }) => ({ rel: 'report', href: `${base}/v1/reports/${id}` })),
  ];
  return {
    id: messageId(watch.id, identityOf(change)),
    kind,
    content: { text, place, at, ...detail, before, after, reports, links },
  };
}

/** The bytes of a message: made once, signed and sent as they are. */
export const bodyOf = (
  { kind, content }: Pick<NewMessage, 'kind' | 'content'>,
  {
    watch,
    sequence,
    at,
  }: { readonly watch: Pick<Watch, 'id' | 'name'>; readonly sequence: string | null; readonly at: Date },
): string =>
  JSON.stringify({
    type: messageType(kind),
    timestamp: at.toISOString(),
    data: { watch: { id: watch.id, name: watch.name }, sequence, kind, ...content },
  });
