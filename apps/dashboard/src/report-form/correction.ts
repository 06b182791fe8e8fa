import type { DraftDto, ReportVersionDto } from 'sitrep-api';
import { emptyForm, type Extent, type FormState } from './form-state.js';

type Version = ReportVersionDto;
type Figure = NonNullable<DraftDto['figures']>[number];

const asked_roles = ['by', 'from', 'against'];

/** The answers that a report gives to the questions of the form. */
export function formOf(report: Version, dayOf: (moment: string) => string): FormState {
  const { id, type, places = [], occurred, source, grade, summary, figures = [], actors = [] } = report;
  const [claim, condition] = [claimOf(report), conditionOf(report)];
  const acting = (...roles: string[]) => actors.filter(({ role }) => roles.includes(role)).map(({ actor }) => actor);
  const { from } = occurred;
  return {
    ...emptyForm(from === undefined || occurred.precision === 'unknown' ? 'unknown' : dayOf(from)),
    id,
    type,
    place: places[0],
    summary,
    state: condition?.state,
    by: firstFilled(claim?.holders, condition?.closedBy, acting('by')),
    to: firstFilled(
      claim?.takenFrom === undefined ? [] : [claim.takenFrom],
      condition?.closedTo,
      acting('from', 'against'),
    ),
    voice: source.chain?.[0] ?? '',
    outlet: source.outlet,
    seen: source.seenByOutlet ?? false,
    grade: grade === undefined ? '' : `${grade.reliability}${grade.credibility}`,
    ...(figures[0] === undefined ? {} : figureOf(figures[0])),
  };
}

const firstFilled = (...lists: (readonly string[] | undefined)[]): readonly string[] =>
  lists.find((list) => list !== undefined && list.length > 0) ?? [];

/** What the form asks about is the first place's. */
const claimOf = ({ control = [], places = [] }: Version) => control.find(({ place }) => place === places[0]);
const conditionOf = ({ condition = [], places = [] }: Version) => condition.find(({ place }) => place === places[0]);

function figureOf({ measure, group, low, best, high, lowExclusive }: Figure): Partial<FormState> {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  const [extent, number]: [Extent, number | undefined] =
    low !== undefined && low === high
      ? ['exact', low]
      : lowExclusive === true
        ? ['above', low]
        : low !== undefined || high !== undefined
          ? ['range', low]
          : [best === undefined ? 'unsaid' : 'about', best];
  return { measure, group, extent, low: text(number), high: extent === 'range' ? text(high) : '' };
}

/**
 * The report as it reads once corrected. `before` and `after` are the drafts of the form as it was filled from the report
 * and as it stands: what they have in common stays as the report has it, and so does all that the form does not ask.
 */
export function correctedReport(report: Version, before: DraftDto, after: DraftDto): object {
  const { id: _id, version: _version, knownFrom: _from, knownTo: _to, ...old } = report;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key as keyof DraftDto]) !== JSON.stringify(after[key as keyof DraftDto]),
  );
  const merged = mergedWith(report, after);
  const fresh = Object.fromEntries(changed.map((key) => [key, merged[key as keyof typeof merged]]));
  return { ...old, ...fresh };
}

/** The answers of the form, each beside what it does not replace. */
function mergedWith(report: Version, after: DraftDto) {
  const { places = [], actors = [], control = [], condition = [], figures = [], source } = report;
  const [claim, state, [figure]] = [claimOf(report), conditionOf(report), figures];
  const [voice] = after.source.chain ?? [];
  const chain =
    voice === undefined || voice === source.chain?.[0] ? source.chain : [voice, ...(source.chain ?? []).slice(1)];
  const counted = after.figures?.map((one) => ({
    ...one,
    ...(figure === undefined ? {} : { basis: figure.basis, unit: figure.unit }),
  }));
  return {
    ...after,
    places: [...(after.places ?? []), ...places.slice(1)],
    actors: [...(after.actors ?? []), ...actors.filter(({ role }) => !asked_roles.includes(role))],
    control: [...(after.control ?? []), ...control.filter((one) => one !== claim)],
    condition: [...(after.condition ?? []), ...condition.filter((one) => one !== state)],
    figures: [...(counted ?? []), ...figures.slice(1)],
    source: { ...source, ...after.source, chain },
  };
}
