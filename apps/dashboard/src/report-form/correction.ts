import type { DraftDto } from 'sitrep-api';
import type { Asks } from './asks.js';
import { roleOfHolder } from './draft.js';
import { type ActorsByRole, emptyForm, type Extent, type FigureAnswer, type FormState } from './form-state.js';

/** A report or a draft as it reads. */
export type Reported = DraftDto & { readonly id: string };
type Figure = NonNullable<DraftDto['figures']>[number];

/** The answers that a report gives to the questions of its type. */
export function formOf(report: Reported, asks: Asks, dayOf: (moment: string) => string): FormState {
  const { id, type, places = [], occurred, source, grade, summary, figures = [] } = report;
  const [claim, condition] = [claimOf(report), conditionOf(report)];
  const { from } = occurred;
  return {
    ...emptyForm(from === undefined || occurred.precision === 'unknown' ? 'unknown' : dayOf(from)),
    id,
    type,
    place: places[0],
    summary,
    state: condition?.state,
    actors: actorsOf(report, asks),
    suffers: [...(claim?.conditions ?? []), ...(claim?.status === 'contested' ? ['contested'] : [])],
    share: claim?.extent ?? 'all',
    voice: source.chain?.[0] ?? '',
    outlet: source.outlet,
    seen: source.seenByOutlet ?? false,
    speaksFor: source.speaksFor,
    grade: grade === undefined ? '' : `${grade.reliability}${grade.credibility}`,
    figures: figures.map((figure, of) => ({ ...answerOf(figure), of })),
  };
}

/** What a claim says of who did it to whom counts before the roles of the actors. */
function actorsOf(report: Reported, { effect, roles, cuts }: Asks): ActorsByRole {
  const { actors = [] } = report;
  const [claim, condition] = [claimOf(report), conditionOf(report)];
  const acting = (role: string) => actors.filter((one) => one.role === role).map(({ actor }) => actor);
  const claimed: Record<string, readonly string[]> = {};
  if (cuts) Object.assign(claimed, { by: condition?.closedBy ?? [], against: condition?.closedTo ?? [] });
  else if (claim !== undefined && claim.effect === effect) {
    claimed[roleOfHolder(effect, roles)] = claim.holders ?? [];
    if (claim.takenFrom !== undefined) claimed['from'] = [claim.takenFrom];
  }
  return Object.fromEntries(
    roles.map(({ role }) => [role, claimed[role]?.length ? claimed[role] : acting(role)] as const),
  );
}

/** What the form asks about is the first place's. */
const claimOf = ({ control = [], places = [] }: Reported) => control.find(({ place }) => place === places[0]);
const conditionOf = ({ condition = [], places = [] }: Reported) => condition.find(({ place }) => place === places[0]);

function answerOf({ measure, group, low, best, high, lowExclusive, basis, period }: Figure): FigureAnswer {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  const [extent, number]: [Extent, number | undefined] =
    low !== undefined && low === high
      ? ['exact', low]
      : lowExclusive === true
        ? ['above', low]
        : low !== undefined || high !== undefined
          ? ['range', low]
          : [best === undefined ? 'unsaid' : 'about', best];
  const since = basis === 'cumulative' ? (period?.from ?? '').slice(0, 10) : '';
  return { measure, group, extent, low: text(number), high: extent === 'range' ? text(high) : '', basis, since };
}

/** What of a report is sent with its correction: an answer has more, such as since when it was known. */
const sent_members: Readonly<Record<Exclude<keyof DraftDto, 'id'>, true>> = {
  externalId: true,
  type: true,
  nature: true,
  background: true,
  summary: true,
  occurred: true,
  reportedAt: true,
  places: true,
  actors: true,
  control: true,
  condition: true,
  figures: true,
  source: true,
  grade: true,
  incident: true,
  related: true,
  contradicts: true,
  verification: true,
  note: true,
  sensitivity: true,
};

/** Which roles the form asks after, and which figure of the report each of its figures is. */
interface AskedParts {
  readonly roles: Asks['roles'];
  readonly answers: readonly FigureAnswer[];
}

/**
 * The report as it reads once corrected. `before` and `after` are the drafts of the form as it was filled from the report
 * and as it stands: what they have in common stays as the report has it, and so does all that the form does not ask.
 */
export function correctedReport(
  report: Reported,
  before: DraftDto,
  after: DraftDto,
  { roles, answers }: AskedParts,
): DraftDto {
  const old = Object.fromEntries(Object.entries(report).filter(([name]) => name in sent_members));
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key as keyof DraftDto]) !== JSON.stringify(after[key as keyof DraftDto]),
  );
  const merged = mergedWith(report, before, after, { roles, answers });
  const fresh = Object.fromEntries(changed.map((key) => [key, merged[key as keyof typeof merged]]));
  return { ...(old as DraftDto), ...fresh };
}

/** The answers of the form, each beside what it does not replace. */
function mergedWith(report: Reported, before: DraftDto, after: DraftDto, { roles, answers }: AskedParts) {
  const { places = [], actors = [], control = [], condition = [], figures = [], source } = report;
  const [claim, state] = [claimOf(report), conditionOf(report)];
  const asked = roles.map(({ role }) => role);
  return {
    ...after,
    places: [...(after.places ?? []), ...places.slice(1)],
    actors: [...(after.actors ?? []), ...actors.filter(({ role }) => !asked.includes(role))],
    control: [...merged(claim, before.control, after.control), ...control.filter((one) => one !== claim)],
    condition: [...merged(state, before.condition, after.condition), ...condition.filter((one) => one !== state)],
    figures: (after.figures ?? []).map((figure, index) => {
      const of = answers[index]?.of ?? -1;
      return mergedPart(figures[of], before.figures?.[of], figure);
    }),
    source: { ...mergedPart(source, before.source, after.source), chain: chainOf(source.chain, before, after) },
  };
}

function merged<Part extends object>(
  old: Part | undefined,
  was: readonly Part[] | undefined,
  now: readonly Part[] | undefined,
): readonly Part[] {
  return (now ?? []).map((part) => mergedPart(old, was?.[0], part));
}

/** What the form changed of a part, beside all else that the report has it say. */
function mergedPart<Part extends object>(old: Part | undefined, was: Part | undefined, now: Part): Part {
  if (old === undefined || was === undefined) return now;
  const part = { ...old } as Record<string, unknown>;
  for (const name of new Set([...Object.keys(was), ...Object.keys(now)])) {
    const value = (now as Record<string, unknown>)[name];
    if (JSON.stringify((was as Record<string, unknown>)[name]) === JSON.stringify(value)) continue;
    if (value === undefined) delete part[name];
    else part[name] = value;
  }
  return part as Part;
}

/** Another first voice takes the place of the first; whom it went through stays. */
function chainOf(chain: readonly string[] = [], before: DraftDto, after: DraftDto): readonly string[] {
  const [was, voice] = [before.source.chain?.[0], after.source.chain?.[0]];
  if (voice === was) return chain;
  return voice === undefined ? chain.slice(1) : [voice, ...chain.slice(was === undefined ? 0 : 1)];
}
