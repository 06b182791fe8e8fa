import { figureGroups, unarmedParties, type ActorId, type PlaceId } from '#situation';
import { pointerTo } from '../http/json-pointer.js';
import { listed, type NamedReference } from '../intake/named-references.js';
import type { DraftDto } from './draft.dto.js';

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
