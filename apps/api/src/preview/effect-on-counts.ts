import {
  type EditionScope,
  figuresOfDraft,
  figuresTold,
  isItemAsked,
  membershipsOf,
  placeParents,
} from '#read-models/queries';
import {
  answerOf,
  groupBy,
  itemsKnownAt,
  keyOf,
  type KnownFigure,
  type Measure,
  type PlaceId,
  reckonTallies,
  type Report,
  type TallyAnswer,
  type TallyItem,
} from '#situation';
import { areaTest } from '../reading/area-test.js';
import type { Question } from '../reading/questions.service.js';
import { registeredOrigins } from '../tallies/registered-origins.js';
import { rangeAnswer } from '../tallies/tally-answer.dto.js';
import { countsUnder, type IsWithin } from '../tallies/tally-reading.js';
import type { CountEffectDto, CountedDto } from './count-effect.dto.js';

type Figures = readonly (KnownFigure & { readonly incident: string })[];

/**
 * Returns what a report would do to the counts of all days, at each place where one of its figures counts: each number as
 * everything stands at the question's known time, and with this report told beside it. Figures of a version of the report
 * that stands already are taken out.
 */
export async function effectOnCounts(question: Question, report: Report): Promise<readonly CountEffectDto[]> {
  const { scope, knownAtMs } = question;
  const added: Figures = await figuresOfDraft(scope, report, knownAtMs);
  const own = await incidentsOf(scope, report);
  const told = await figuresTold(scope, [...new Set([...own, ...incidentsIn(added)])], knownAtMs);
  // Those of the version that stands; none of a report that is not there.
  const stood = told.filter(({ reportId, knownToMs }) => reportId === report.id && knownAtMs < knownToMs);
  const isWithin = areaTest(await placeParents(scope));
  const changed = groupBy([...stood, ...added], ({ figure: { place } }) => place ?? '');
  const incidents = incidentsIn([...stood, ...added]);
  const fresh = await itemsWith(
    question,
    report,
    added,
    told.filter(({ incident }) => incidents.includes(incident)),
  );
  const effects: CountEffectDto[] = [];
  for (const [place, figures] of changed)
    effects.push(...(await effectsAt(question, { place: place || undefined, figures, incidents, fresh, isWithin })));
  return effects;
}

const incidentsIn = (figures: Figures): readonly string[] => [...new Set(figures.map(({ incident }) => incident))];

/** The keys under which the figures of a report may be stored. */
async function incidentsOf(scope: EditionScope, report: Report): Promise<readonly string[]> {
  const memberships = await membershipsOf(scope, report.id);
  return [`report:${report.id}`, ...memberships.map(({ incident }) => `incident:${incident}`)];
}

/** The counts that come of these figures with those of the report in place of those that it has. */
async function itemsWith(
  { scope, knownAtMs }: Question,
  report: Report,
  added: Figures,
  stored: Figures,
): Promise<readonly TallyItem[]> {
  const originOf = await registeredOrigins(scope);
  const own = stored.filter(({ reportId }) => reportId === report.id);
  const others = stored.filter(({ reportId }) => reportId !== report.id);
  const since = added.map((one) => ({ ...one, firstToldMs: firstGiven(one, own) }));
  const figures = [...others, ...since].map(({ origin = '', ...figure }) => ({ ...figure, origin: originOf(origin) }));
  return [...groupBy(figures, ({ incident }) => incident)].flatMap(([incident, same]) =>
    itemsKnownAt(incident, same, knownAtMs),
  );
}

/** A corrected figure was first given when the earliest version gave one of the same item. */
function firstGiven(added: Figures[number], own: Figures): number {
  const same = own.filter(
    ({ incident, figure }) => incident === added.incident && keyOf(figure) === keyOf(added.figure),
  );
  return Math.min(added.knownFromMs, ...same.map(({ firstToldMs, knownFromMs }) => firstToldMs ?? knownFromMs));
}

interface Place {
  readonly place: PlaceId | undefined;
  readonly figures: Figures;
  readonly incidents: readonly string[];
  readonly fresh: readonly TallyItem[];
  readonly isWithin: IsWithin;
}

async function effectsAt(
  question: Question,
  { place, figures, incidents, fresh, isWithin }: Place,
): Promise<readonly CountEffectDto[]> {
  const measures = [...new Set(figures.map(({ figure: { measure } }) => measure))];
  const groups = [...new Set(figures.map(({ figure: { group } }) => group))];
  const asked = { measures, groups, window: {}, ...(place === undefined ? {} : { within: place }) };
  const { items } = await countsUnder(question, { ...asked, withoutActors: true }, isWithin);
  const replaced = new Set(incidents);
  const after = [
    ...items.filter(({ incident }) => !replaced.has(incident)),
    ...fresh.filter((item) => isItemAsked(item, asked, isWithin)),
  ];
  const [was, is] = [items, after].map((some) => answersAt(some, measures, place, isWithin)) as [Answers, Answers];
  // Measures and groups are asked one by one: a pair that no figure counts may be answered beside them.
  const counted = [...new Set(figures.map(({ figure }) => keyOfCount(figure)))].sort();
  return counted.flatMap((key) => {
    if (!was.has(key) && !is.has(key)) return [];
    const { measure, group, unit } = (is.get(key) ?? was.get(key))!;
    const [before, now] = [countedOf(was.get(key)), countedOf(is.get(key))];
    const changes = JSON.stringify(numberOf(before)) !== JSON.stringify(numberOf(now));
    return { place: place ?? null, measure, group, unit, before, after: now, changes };
  });
}

const keyOfCount = ({ measure, group, unit }: Pick<TallyAnswer, 'measure' | 'group' | 'unit'>): string =>
  [measure, group, unit].join('~');

/** The number alone: what it rests on can change without it. */
const numberOf = (counted: CountedDto | null): object | null => counted && { ...counted, flags: [] };

type Answers = ReadonlyMap<string, TallyAnswer>;

function answersAt(
  items: readonly TallyItem[],
  measures: readonly Measure[],
  place: PlaceId | undefined,
  isWithin: IsWithin,
): Answers {
  const area = place === undefined ? {} : { area: place, isPlaceAsked: (at: PlaceId) => isWithin(at, place) };
  const reckoned = reckonTallies(items, { window: {}, interval: 'prorate', isWithin, measures, ...area });
  return new Map(
    reckoned
      .filter(({ itemised, combined }) => itemised.parts.length + combined.parts.length > 0)
      .map(answerOf)
      .map((answer) => [keyOfCount(answer), answer]),
  );
}

const countedOf = (answer: TallyAnswer | undefined): CountedDto | null =>
  answer === undefined
    ? null
    : { ...rangeAnswer(answer.combined), lowExclusive: answer.lowExclusive, flags: answer.flags };
