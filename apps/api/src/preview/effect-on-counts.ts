import { type EditionScope, figuresOfDraft, figuresTold, membershipsOf, placeParents } from '#read-models/queries';
import {
  groupBy,
  keyOf,
  type KnownFigure,
  nameDoers,
  type PlaceId,
  type Report,
  type TallyAnswer,
  type TallyItem,
} from '#situation';
import { doersRead } from '../tallies/actor-parts.js';
import { areaTest } from '../reading/area-test.js';
import type { Question } from '../reading/questions.service.js';
import {
  type AllDaysAsked,
  answersOf,
  isSameNumber,
  itemsInPlace,
  itemsOf,
  keyOfCount,
  numberOf,
} from '../tallies/answers-of-items.js';
import { itemsMadeAsked } from '../tallies/items-made.js';
import { registeredOrigins } from '../tallies/registered-origins.js';
import { countsUnder, type IsWithin } from '../tallies/tally-reading.js';
import { unlessTooMany } from '../tallies/too-many-counts.js';
import type { PreviewDto } from './preview.dto.js';
import type { CountEffectDto, CountedDto, CountNameDto } from './count-effect.dto.js';

type Figures = readonly (KnownFigure & { readonly incident: string })[];

/** What a report would do to counts, and which of them more comes together in than one answer places. */
export type CountEffects = Pick<PreviewDto, 'counts' | 'countsLeftOut'>;

/**
 * Returns what a report would do to the counts of all days, at each place where one of its figures counts: each number as
 * everything stands at the question's known time, and with this report told beside it. Figures of a version of the report
 * that stands already are taken out.
 */
export async function effectOnCounts(question: Question, report: Report): Promise<CountEffects> {
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
  const effects: CountEffects[] = [];
  for (const [place, figures] of changed)
    effects.push(await effectsAt(question, { place: place || undefined, figures, incidents, fresh, isWithin }));
  return {
    counts: effects.flatMap(({ counts }) => counts),
    countsLeftOut: effects.flatMap(({ countsLeftOut }) => countsLeftOut),
  };
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
  return itemsOf([...others, ...since], originOf, knownAtMs);
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
): Promise<CountEffects> {
  const measures = [...new Set(figures.map(({ figure: { measure } }) => measure))];
  const groups = [...new Set(figures.map(({ figure: { group } }) => group))];
  const asked = { measures, groups, window: {}, ...(place === undefined ? {} : { within: place }) };
  const { items } = await countsUnder(question, { ...asked, withoutActors: !nameDoers(fresh) }, isWithin);
  const { scope, knownAtMs } = question;
  const made = await itemsMadeAsked(scope, fresh, { ...asked, knownAtMs }, isWithin);
  const after = itemsInPlace(items, incidents, made);
  const area = place === undefined ? {} : { area: place, isPlaceAsked: (at: PlaceId) => isWithin(at, place) };
  // Measures and groups are asked one by one: a pair that no figure counts may be answered beside them.
  const counted = [...new Map(figures.map(({ figure }) => [keyOfCount(figure), figure]))].sort();
  const names = counted.map(([, { measure, group, unit }]) => ({ place: place ?? null, measure, group, unit }));
  const doers = await doersRead(scope, [...items, ...after]);
  return effectsBetween(names, { items, after }, { measures, isWithin, ...area, ...doers });
}

/** What becomes of each of these counts where one set of items takes the place of another. */
export function effectsBetween(
  names: readonly CountNameDto[],
  { items, after }: { readonly items: readonly TallyItem[]; readonly after: readonly TallyItem[] },
  asked: AllDaysAsked,
): CountEffects {
  const found = unlessTooMany(() => [answersOf(items, asked), answersOf(after, asked)] as const);
  if (found === undefined) return { counts: [], countsLeftOut: names };
  const [was, is] = found;
  const counts = names.flatMap((name): readonly CountEffectDto[] => {
    const [before, now] = [was.get(keyOfCount(name)), is.get(keyOfCount(name))];
    if (before === undefined && now === undefined) return [];
    return [{ ...name, before: countedOf(before), after: countedOf(now), changes: !isSameNumber(before, now) }];
  });
  return { counts, countsLeftOut: [] };
}

const countedOf = (answer: TallyAnswer | undefined): CountedDto | null =>
  answer === undefined ? null : { ...numberOf(answer), flags: answer.flags };
