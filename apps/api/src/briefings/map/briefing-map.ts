import { type EditionScope, namesIn, placeParents, placesShown } from '#read-models/queries';
import { catalogue, type DevelopmentType, type PlaceId } from '#situation';
import type { BriefingFacts } from '../briefing-facts.service.js';
import type { BriefingMapDto, BriefingMarkDto } from '../briefing.dto.js';
import type { Speech } from '../sentences.js';
import type { Line } from '../sections.js';

/** More names than this cannot be read on one drawing. */
const most_marks = 40;

/**
 * Returns the places that changed hands, and those of which fighting was reported in the window, where they lie. Null where
 * there are none, or none of them has a location.
 */
export async function briefingMap(
  scope: EditionScope,
  facts: BriefingFacts,
  changed: readonly Line[],
  { words, place: nameOf }: Speech,
): Promise<BriefingMapDto | null> {
  const hands = facts.changes.changedHands.map(({ place }) => place.id);
  const fought = placesFought(facts).filter((id) => !hands.includes(id));
  const shown = [...hands, ...fought].slice(0, most_marks);
  const { locations, around } = await surroundings(scope, shown);
  const aroundNames = await namesIn(scope, 'place', around, words.language);
  const markOf = (id: PlaceId, kind: BriefingMarkDto['kind'], text: string): readonly BriefingMarkDto[] => {
    const location = locations.get(id);
    const name = kind === 'around' ? (aroundNames.get(id) ?? id) : nameOf(id);
    return location === undefined ? [] : [{ place: { id, name }, kind, text, location }];
  };
  const marks = [
    ...hands.flatMap((id) => markOf(id, 'changedHands', changed.find(({ place }) => place === id)?.text ?? '')),
    ...fought.flatMap((id) => markOf(id, 'fighting', words.say('map.fighting'))),
  ];
  if (marks.length === 0) return null;
  const names = (kind: BriefingMarkDto['kind']): string =>
    words.list(marks.filter((mark) => mark.kind === kind).map(({ place }) => place.name));
  const alt = words.say('map.alt', {
    changed: names('changedHands') || words.say('map.none'),
    fought: names('fighting') || words.say('map.none'),
  });
  const context = around.filter((id) => !shown.includes(id)).flatMap((id) => markOf(id, 'around', ''));
  const notShown = hands.length + fought.length - marks.length;
  return { title: words.say('map.title'), alt, marks: [...marks, ...context], notShown };
}

/** The places of reports of fighting that became known in the window, each once. */
function placesFought({ changes: { known } }: BriefingFacts): readonly PlaceId[] {
  const reports = known.filter(({ kind }) => kind === 'reported').flatMap((one) => one.reports);
  const places = reports.flatMap(({ type, place }) =>
    place !== null && catalogue[type as DevelopmentType].family === 'fighting' ? [place] : [],
  );
  return [...new Set(places)];
}

/** Where these places lie, and of each the nearest area around it, or town, that has a location. */
async function surroundings(scope: EditionScope, places: readonly PlaceId[]) {
  const parents = await placeParents(scope);
  const chain = (id: PlaceId): readonly PlaceId[] => {
    const found: PlaceId[] = [];
    for (let at = parents.get(id); at !== undefined && !found.includes(at); at = parents.get(at)) found.push(at);
    return found;
  };
  const shown = await placesShown(scope, [...new Set(places.flatMap((id) => [id, ...chain(id)]))]);
  const locations = new Map([...shown].flatMap(([id, { location }]) => (location === null ? [] : [[id, location]])));
  const nearest = places.flatMap((id) => chain(id).find((parent) => locations.has(parent)) ?? []);
  return { locations, around: [...new Set(nearest)] };
}
