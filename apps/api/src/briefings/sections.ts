import { type Figure, measureNames, type PlaceId, stateMeasures } from '#situation';
import type { ContradictionDto } from '../contradictions/contradiction.dto.js';
import type { CountChangeDto } from '../changes/count-change.dto.js';
import type { KnownChangeDto } from '../changes/known-change.dto.js';
import { addressOf } from '../reading/page.js';
import type { ReportSummaryDto } from '../reading/report-summary.dto.js';
import { type BriefingAsked, type BriefingFacts, verdictOrUnknown, type WaysChange } from './briefing-facts.service.js';
import type { SectionName } from './briefing.dto.js';
import type { BriefingMessage } from './messages/en.js';
import type { PageLinks } from './page-links.js';
import {
  accountText,
  axisChangedText,
  changedText,
  countText,
  figureText,
  groupText,
  handsText,
  holdingText,
  type Speech,
} from './sentences.js';

/** A line before its reports are looked up. */
export interface Line {
  /** What it is about: the same in another briefing of the same dates. */
  readonly about: string;
  readonly place: PlaceId | null;
  readonly text: string;
  readonly reports: readonly string[];
  /** The address of the answer, for programs; and of the screen that shows it, for readers. */
  readonly href: string;
  readonly page: string;
}

export type Lines = Readonly<Record<SectionName, readonly Line[]>>;

interface Resting {
  readonly reports: readonly { readonly id: string }[];
}

const idsOf = ({ reports }: Resting): readonly string[] => reports.map(({ id }) => id);

/** What every address in a briefing is asked with. */
interface Pinned {
  readonly knownAt: string;
  readonly policy?: string;
  readonly edition?: string;
  readonly snapshot?: string;
}

/** Writes everything that changed as lines, section by section. */
export function linesOf(facts: BriefingFacts, asked: BriefingAsked, speech: Speech, pages: PageLinks): Lines {
  const { changes } = facts;
  const { edition, snapshot, policy, within, to: validAt } = asked;
  const byAll: Pinned = { knownAt: changes.knownAt, ...(snapshot === undefined ? { edition } : { snapshot }) };
  const pinned: Pinned = policy === undefined ? byAll : { ...byAll, policy };
  const counted = (kind: 'told' | 'total'): readonly Line[] =>
    changes.counts
      .filter((count) => count.kind === kind)
      .toSorted(byHeadline)
      .map((count) => ({
        ...countLine(count, { within, ...(kind === 'told' ? pinned : byAll) }, speech),
        page: pages.counts(count.places.length === 1 ? count.places[0] : within),
      }));
  const disputes = { href: addressOf('/v1/contradictions', { within, ...byAll }), page: pages.contradictions() };
  const disputed = (list: readonly ContradictionDto[]): readonly Line[] =>
    list.map((one) => ({ ...contradictionLine(one, speech), ...disputes }));
  const waysOut = (place: PlaceId): string => addressOf(`/v1/isolation/${place}`, { validAt, ...pinned });
  return {
    ...placeLines(changes, { validAt, ...pinned }, speech, pages),
    counts: counted('told'),
    totals: counted('total'),
    figures: figureLines(facts, speech, pages),
    waysOut: facts.waysOut.map((change) => {
      const { id } = change.after.place;
      return { ...waysLine(change, speech), href: waysOut(id), page: pages.place(id) };
    }),
    contradictionsNew: disputed(facts.contradictionsNew),
    contradictionsSettled: disputed(facts.contradictionsSettled),
    amended: facts.amended.map((change) => amendmentLine(change, speech, pages)),
    revised: [],
  };
}

type PlaceSection = 'changedHands' | 'firstReported' | 'refined' | 'lapsed' | 'conditions';

/** What became of places and things. */
function placeLines(
  changes: BriefingFacts['changes'],
  asked: Pinned & { readonly validAt: string },
  speech: Speech,
  pages: PageLinks,
): Pick<Lines, PlaceSection> {
  const lines = <Change extends Resting & { readonly place: { readonly id: PlaceId } }>(
    list: readonly Change[],
    text: (change: Change) => string,
    resource = 'control',
  ): readonly Line[] =>
    list.map((change) => ({
      about: change.place.id,
      place: change.place.id,
      text: text(change),
      reports: idsOf(change),
      href: addressOf(`/v1/${resource}/${change.place.id}/explanation`, { ...asked }),
      page: pages.place(change.place.id),
    }));
  return {
    changedHands: lines(changes.changedHands, ({ before, after }) => handsText(before, after, speech)),
    firstReported: lines(changes.firstReported, ({ after }) => holdingText(after, speech)),
    refined: lines(changes.refined, ({ before, after }) => changedText(before, after, speech)),
    lapsed: lines(changes.lapsed, ({ before, after }) => changedText(before, after, speech)),
    conditions: lines(changes.conditions, ({ before, after }) => axisChangedText(before, after, speech), 'conditions'),
  };
}

/** The numbers of what happened that became known; states and forecasts are none. */
const figureLines = ({ reported }: BriefingFacts, speech: Speech, pages: PageLinks): readonly Line[] =>
  reported
    .flatMap(({ report, figures }) => figures.map((figure) => ({ report, figure, measure: figure.measure })))
    .filter(({ measure, figure }) => !stateMeasures.has(measure) && figure.basis !== 'forecast')
    .toSorted(byHeadline)
    .map(({ report, figure }) => figureLine(report, figure, speech, pages));

function countLine(
  count: CountChangeDto,
  asked: Readonly<Record<string, string | undefined>>,
  speech: Speech,
): Omit<Line, 'page'> {
  const { measure, group, unit, places, origin, after } = count;
  const window = { from: after.from ?? undefined, to: after.to ?? undefined };
  return {
    about: JSON.stringify([measure, group, unit, places, origin, after.from]),
    place: places.length === 1 ? places[0]! : null,
    text: countText(count, speech),
    reports: idsOf(count),
    href: addressOf('/v1/tallies/explanation', { measure, group, ...window, ...asked }),
  };
}

/** A line before it is known where it is read. */
type Unlinked = Omit<Line, 'href' | 'page'>;

/** What is said of each party whose verdict changed. */
function waysLine({ before, after }: WaysChange, speech: Speech): Unlinked {
  const { words } = speech;
  const verdict = (one: string): string => words.sayOf('verdict', one);
  const parties = after.verdicts.flatMap(({ for: party, verdict: now }) => {
    const was = verdictOrUnknown(before, party);
    if (was === now) return [];
    return [words.say('verdict.for', { who: groupText(party, speech), before: verdict(was), after: verdict(now) })];
  });
  const resting = after.exits.flatMap(({ passage, control }) => [...passage.reports, ...control.reports]);
  return {
    about: after.place.id,
    place: after.place.id,
    text: parties.join('; '),
    reports: [...new Set(resting.map(({ id }) => id))],
  };
}

/** A number that became known, with the place that it is of. */
const figureLine = (report: ReportSummaryDto, figure: Figure, speech: Speech, pages: PageLinks): Line => ({
  about: JSON.stringify([report.id, figure.measure, figure.group, figure.place, figure.period]),
  place: figure.place ?? report.place,
  text: figureText(figure, speech),
  reports: [report.id],
  href: `/v1/reports/${report.id}`,
  page: pages.report(report.id),
});

interface Measured {
  readonly measure: string;
}

/** Harm to people before what was used and done, in the order of the measures; within one as it came. */
const byHeadline = (a: Measured, b: Measured): number => headlineOf(a) - headlineOf(b);
const headlineOf = ({ measure }: Measured): number => (measureNames as readonly string[]).indexOf(measure);

/** Accounts beside each other; an incident has no name, so its line begins with the place that its reports name. */
function contradictionLine({ about, differ, reports, settledBy }: ContradictionDto, speech: Speech): Unlinked {
  const { words } = speech;
  const { measure } = about;
  const place = about.place ?? reports.find((report) => report.place !== null)?.place ?? null;
  const accounts = differ.accounts.map((account) => `“${accountText(account, speech)}”`).join(' / ');
  const line = words.say('contradiction.line', { on: words.sayOf('contradiction', differ.on), accounts });
  const text = settledBy === null ? line : words.say(`settled.${settledBy.by}` as BriefingMessage, { line });
  return {
    about: JSON.stringify([about, reports.map(({ id }) => id)]),
    place,
    text: measure === undefined ? text : `${words.sayOf('measure', measure)}: ${text}`,
    reports: reports.map(({ id }) => id),
  };
}

function amendmentLine({ id, kind, reason, reports }: KnownChangeDto, { words }: Speech, pages: PageLinks): Line {
  const [report] = reports;
  return {
    about: id,
    place: report?.place ?? null,
    text: words.say(`amended.${kind}` as BriefingMessage, {
      summary: reports.map(({ summary }) => summary).join(' / '),
      reason: reason ?? words.say('amended.noReason'),
    }),
    reports: reports.map((one) => one.id),
    href: `/v1/reports/${report?.id ?? ''}`,
    page: pages.report(report?.id ?? ''),
  };
}

/** The sections that say how the world was; what came to be known, was amended or contradicted is news once. */
const revisable = [
  'counts',
  'changedHands',
  'conditions',
  'waysOut',
  'totals',
  'firstReported',
  'refined',
  'lapsed',
] as const satisfies readonly SectionName[];

/**
 * Compares what two briefings of the same dates say of each thing, matched by section and `about`. Returns a line for each
 * of which they say something different: what was said then and what is said now, or that one of the two says nothing.
 */
export function revisedLines(then: Lines, now: Lines, { words }: Speech): readonly Line[] {
  const byThing = (lines: Lines): ReadonlyMap<string, Line> =>
    new Map(revisable.flatMap((name) => lines[name].map((line) => [`${name} ${line.about}`, line] as const)));
  const [before, after] = [byThing(then), byThing(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((thing) => {
    const [was, is] = [before.get(thing), after.get(thing)];
    if (was?.text === is?.text) return [];
    if (is === undefined) return [{ ...was!, text: words.say('revised.gone', { then: was!.text }) }];
    if (was === undefined) return [{ ...is, text: words.say('revised.added', { now: is.text }) }];
    return [{ ...is, text: words.say('revised.changed', { then: was.text, now: is.text }) }];
  });
}
