import type { Place, Situation } from '../api/situation.js';
import { shapeOf, sizeOf } from '../marks/form.js';
import { isIcon } from '../marks/icon.jsx';
import type { Parties } from '../marks/parties.js';
import type { Question } from '../url/question.js';
import { briefOf } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';
import { answerOf, passes } from './filter.js';
import type { Candidate, LabelWords } from './boxes.js';
import { type Layout, layOut } from './layout.js';
import { textWidth } from './text-width.js';
import { statesOf, wordsOfAxis } from './passage.js';
import { type Camera, type Point, projector } from './projection.js';

/** A way between two places, drawn straight. */
export interface Way {
  readonly place: Place;
  readonly from: Point;
  readonly to: Point;
}

export interface MapLayout extends Layout {
  readonly ways: readonly Way[];
  /** Places without a location, and those that the filters keep out. */
  readonly none: number;
  readonly hidden: number;
  readonly all: number;
}

const ranks: Readonly<Record<string, number>> = {
  city: 0,
  road: 1,
  base: 2,
  village: 2,
  governorate: 3,
  region: 3,
  bridge: 4,
  position: 4,
  district: 5,
  site: 6,
  building: 6,
  river: 8,
  border: 8,
  country: 9,
};
const far_rank = 100;
/** Below this zoom only cities, areas and what is known are drawn. */
const near_zoom = 6;
/** From this zoom on it is a close-up, which names what overlaps in columns. */
export const close_zoom = 10;
const far_kinds = ['city', 'country', 'governorate', 'region'];
/** Wide or long: without a report their names would only cover others. */
const unlabelled = ['country', 'governorate', 'region', 'border', 'river'];
const least_way_px = 34;

/** What the map draws of a situation, and the account of all the rest. */
export function mapLayout(
  { situation, question, parties, words }: { situation: Situation; question: Question; parties: Parties; words: Words },
  { camera, width, height }: { camera: Camera; width: number; height: number },
): MapLayout {
  const project = projector(camera, width, height);
  const shown = situation.places.filter((place) => passes(place, situation, question, parties));
  const located = shown.filter(({ location }) => location !== undefined);
  const ways = located.flatMap((place) => wayOf(place, situation, project) ?? []);
  const near = located.filter(
    (place) => camera.zoom >= near_zoom || far_kinds.includes(place.kind) || place.id === question.place,
  );
  const middles = new Map(ways.map(({ place, from, to }) => [place.id, middleOf(from, to)]));
  const candidates = near.map((place) => candidateOf(place, situation, middles.get(place.id), project, question));
  const layout = layOut(candidates, { width, height }, (id) => measured(wordsOf(id, situation, parties, words)), {
    columns: camera.zoom >= close_zoom ? 'rest' : undefined,
  });
  return {
    ...layout,
    ways,
    close: layout.close + (located.length - near.length),
    none: shown.length - located.length,
    hidden: situation.places.length - shown.length,
    all: situation.places.length,
  };
}

/** What a close-up draws: every place within one that has a location, each in a column with a line to its point. */
export function closeUpLayout(
  { situation, question, parties }: { situation: Situation; question: Question; parties: Parties },
  { camera, width, height }: { camera: Camera; width: number; height: number },
  within: string,
): Layout {
  const project = projector(camera, width, height);
  const asked = { ...question, within };
  const shown = situation.places.filter(
    (place) => place.id !== within && place.location !== undefined && passes(place, situation, asked, parties),
  );
  const candidates = shown.map((place) => candidateOf(place, situation, undefined, project, question));
  const nameOf = (id: string): LabelWords => ({ name: situation.placeOf.get(id)?.name ?? id, brief: '' });
  return layOut(candidates, { width, height }, (id) => measured(nameOf(id)), { columns: 'all' });
}

/** The two ends of a road that joins places with locations, where it is long enough to be seen. */
function wayOf(place: Place, situation: Situation, project: (point: Point) => Point): Way | undefined {
  if (place.kind !== 'road' || place.connects?.length !== 2) return undefined;
  const ends = place.connects
    .flatMap((id) => situation.placeOf.get(id)?.location ?? [])
    .map(({ lon, lat }) => project([lon, lat]));
  const [from, to] = ends;
  if (from === undefined || to === undefined) return undefined;
  return Math.hypot(from[0] - to[0], from[1] - to[1]) < least_way_px ? undefined : { place, from, to };
}

const middleOf = ([x1, y1]: Point, [x2, y2]: Point): Point => [(x1 + x2) / 2, (y1 + y2) / 2];

function candidateOf(
  place: Place,
  situation: Situation,
  middle: Point | undefined,
  project: (point: Point) => Point,
  question: Question,
): Candidate {
  const { lon = 0, lat = 0 } = place.location ?? {};
  const [x, y] = middle ?? project([lon, lat]);
  const unknown = answerOf(situation, place.id).status === 'unknown';
  const area = shapeOf(place.kind) === 'area' && unknown ? far_rank : 0;
  const rank = place.id === question.place ? -1 : (ranks[place.kind] ?? 7) + (unknown ? 10 : 0) + area;
  return { id: place.id, x, y, r: unknown ? 5 : sizeOf(place.kind) / 2, rank };
}

const measured = (one: LabelWords): LabelWords => ({
  ...one,
  widthPx: Math.max(textWidth(one.name, 'name'), textWidth(one.brief, 'brief')),
});

/** The name, and what is known in a few words. */
function wordsOf(id: string, situation: Situation, parties: Parties, words: Words): LabelWords {
  const place = situation.placeOf.get(id);
  const answer = answerOf(situation, id);
  const unknown = answer.status === 'unknown';
  const vague = unknown && unlabelled.includes(place?.kind ?? '');
  const passage = situation.condition.get(id)?.passage;
  const cut = passage?.state === 'cut' || passage?.state === 'disputed';
  const states = statesOf(situation.condition.get(id), parties, words);
  const brief = cut ? wordsOfAxis(passage, parties, words) : unknown ? '' : briefOf(answer, parties, words);
  return {
    name: vague ? '' : (place?.name ?? id),
    brief: cut ? brief.charAt(0).toLowerCase() + brief.slice(1) : brief,
    badges: answer.conditions.filter(isIcon).length + states.length,
  };
}
