import { type ActorId, figureGroups, type PlaceId, type ReportId, unarmedParties } from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import { listed, type NamedReference } from '../intake/body.rules.js';
import type { DraftDto } from './draft.dto.js';
import { reportIdOf } from '#event-log';

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

/** The part of a draft that its report's id comes from. */
interface Identified {
  readonly id?: string;
  readonly externalId?: string;
  readonly source: { readonly outlet: string };
}

/** The id that outlet and number give; undefined without a number. */
export const derivedIdOf = ({ externalId, source }: Identified): ReportId | undefined =>
  externalId === undefined ? undefined : reportIdOf(source.outlet, externalId);

/** The id that a draft's report has: its own, else the one derived from outlet and number; undefined without either. */
export const idOfDraft = (draft: Identified): ReportId | undefined => draft.id?.toLowerCase() ?? derivedIdOf(draft);

/** Of a sender with bounds: an id of its own choosing may be one that a report of somebody else will have. */
export function chosenId(draft: Identified): readonly Violation[] {
  if (draft.id === undefined) return [];
  const derived = derivedIdOf(draft);
  if (draft.id.toLowerCase() === derived) return [];
  const right =
    derived === undefined ? 'leave it out and send an externalId, which gives it' : `leave it out, or send ${derived}`;
  const detail = `A key with bounds chooses no id; received ${draft.id}: ${right}.`;
  return [{ pointer: '/id', code: 'id_not_permitted', detail }];
}
