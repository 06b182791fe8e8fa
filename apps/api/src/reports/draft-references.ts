import { type ActorId, figureGroups, type PlaceId, type ReportId, unarmedParties } from '#situation';
import { pointerTo } from '../http/rejected.js';
import { listed, type NamedReference } from '../intake/body.rules.js';
import type { DraftDto } from './draft.dto.js';
import { reportIdOf } from '#event-log';
import { uuidPattern } from '../http/field-kinds.js';

/** Every place that a draft names. */
export function placesIn(draft: DraftDto): readonly NamedReference<PlaceId>[] {
  return [
    ...listed(draft.places, 'places'),
    ...(draft.control ?? []).map(({ place }, index) => ({ pointer: pointerTo('control', index, 'place'), id: place })),
    ...(draft.condition ?? []).map(({ place }, index) => ({
      pointer: pointerTo('condition', index, 'place'),
      id: place,
    })),
    ...(draft.figures ?? []).flatMap(({ place }, index) =>
      place === undefined ? [] : [{ pointer: pointerTo('figures', index, 'place'), id: place }],
    ),
  ];
}

const unarmed: ReadonlySet<string> = new Set(unarmedParties);
const groups: ReadonlySet<string> = new Set(figureGroups);

/** Every actor that a draft names; groups of figures and unarmed parties that are no actors are not among them. */
export function actorsIn(draft: DraftDto): readonly NamedReference<ActorId>[] {
  return [
    ...(draft.actors ?? []).map(({ actor }, index) => ({ pointer: pointerTo('actors', index, 'actor'), id: actor })),
    ...listed(draft.source.speaksFor, 'source', 'speaksFor'),
    ...(draft.control ?? []).flatMap(({ holders, takenFrom, formations }, index) => [
      ...listed(holders, 'control', index, 'holders'),
      ...(takenFrom === undefined ? [] : [{ pointer: pointerTo('control', index, 'takenFrom'), id: takenFrom }]),
      ...listed(formations, 'control', index, 'formations'),
    ]),
    ...(draft.condition ?? []).flatMap(({ closedTo, closedBy }, index) => [
      ...listed(closedTo, 'condition', index, 'closedTo').filter(({ id }) => !unarmed.has(id)),
      ...listed(closedBy, 'condition', index, 'closedBy'),
    ]),
    ...(draft.figures ?? []).flatMap(({ group = 'anyone' }, index) =>
      groups.has(group) ? [] : [{ pointer: pointerTo('figures', index, 'group'), id: group }],
    ),
  ];
}

/** The report that a reference names: a UUID is the report's own id, anything else the number of the same outlet. */
export const idOfReference = (reference: string, outlet: string): ReportId =>
  uuidPattern.test(reference) ? reference.toLowerCase() : reportIdOf(outlet, reference);

/** The id that a draft's report has: its own, else the one derived from outlet and number; undefined without either. */
export function idOfDraft(draft: {
  readonly id?: string;
  readonly externalId?: string;
  readonly source: { readonly outlet: string };
}): ReportId | undefined {
  if (draft.id !== undefined) return draft.id.toLowerCase();
  return draft.externalId === undefined ? undefined : reportIdOf(draft.source.outlet, draft.externalId);
}
