import { draftKinds } from '#situation';
import { decodeEvent } from './codec.js';
import type { RecordedEvent } from './event-log.js';
import { eventTypeOf } from './identity.js';

const draftTypes: ReadonlySet<string> = new Set(draftKinds.map((kind) => eventTypeOf(kind)));
const approved = eventTypeOf('report_approved');

/**
 * The event of the read models that a recorded one made known: an approval makes a report of a draft, which then stands under
 * its own id. Undefined of drafts, revisions and rejections, which no answer knows of.
 */
export function eventStandingFor(recorded: RecordedEvent): string | undefined {
  if (!draftTypes.has(recorded.type)) return recorded.id;
  if (recorded.type !== approved) return undefined;
  const decoded = decodeEvent(recorded);
  return decoded.ok && decoded.event.kind === 'report_approved' ? decoded.event.approval.reportId : undefined;
}
