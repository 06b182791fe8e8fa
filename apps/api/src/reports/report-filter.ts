import {
  actorMemberships,
  actorNames,
  calledSo,
  type EditionScope,
  type NamedTerm,
  type ReportFilter,
  registeredIds,
  voicesPrinted,
} from '#read-models/queries';
import {
  catalogue,
  developmentTypes,
  firstMsOf,
  lastMsOf,
  type Polygon,
  type SoughtTerm,
  soughtTerms,
  SourceNames,
  type TimeZone,
  type VoicesOfStretch,
  voicesOfSource,
} from '#situation';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { placeFilterOf, type PlacesAsked } from '../reading/place-filter.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import type { ReportFilterDto } from './report-filter.dto.js';

/** More words than a sentence has cost more than they find. */
const most_terms = 16;
/** In words. */
const longest_name = 5;

/** What of a question says which reports it is about. */
export type ReportsAsked = Omit<ReportFilterDto, 'edition' | 'snapshot' | 'knownAt'>;

/** As known when, days of which zone, and of the recorded days the events that the log has of them. */
export interface ReadingOfReports {
  readonly knownAtMs: number;
  readonly zone: TimeZone;
  readonly recorded?: readonly string[] | undefined;
  readonly polygon?: Polygon | undefined;
  readonly inContradiction?: readonly string[] | undefined;
}

/**
 * Returns the reports that are meant, with names looked up in the edition and days read in the zone of the desk.
 *
 * @throws {Rejected} `malformed` where parameters do not fit together; `not_found` where a name is not registered.
 */
export async function reportFilterOf(
  scope: EditionScope,
  asked: ReportsAsked,
  { knownAtMs, zone, recorded, polygon, inContradiction }: ReadingOfReports,
): Promise<ReportFilter> {
  requireOrder(asked);
  requireOrder({ from: asked.reportedFrom, to: asked.reportedTo, named: ['reportedFrom', 'reportedTo'] });
  const { actor, role, source, q, near, within, bbox } = asked;
  await requireRegistered(scope, 'place', 'place', asked.place);
  await requireRegistered(scope, 'actor', 'actor', actor);
  if (role !== undefined && actor === undefined)
    throw refusal('role', 'needs_actor', 'Send the actor that has this part, such as actor=sdf.');
  const { place, outlet, externalId, incident, from, to, reportedFrom, reportedTo } = asked;
  return {
    ...withoutUndefined({ place, outlet, externalId, incident, from, to, roles: role }),
    ...(await placeFilterOf(scope, withoutUndefined<PlacesAsked>({ within, bbox }))),
    ...withoutUndefined({
      types: typesOf(asked),
      near: near === undefined ? undefined : circleOf(near),
      reliabilities: asked.reliability,
      credibilities: asked.credibility?.map(Number),
      anonymities: asked.anonymity,
      hasFigures: asked.figures === undefined ? undefined : (true as const),
      restsOnUnnamed: asked.onlyUnnamedSources === undefined ? undefined : (true as const),
      isContradicted: asked.contradicting === 'true' ? (true as const) : undefined,
      among: inContradiction,
      knownFromMs: reportedFrom === undefined ? undefined : firstMsOf(reportedFrom, zone),
      knownBeforeMs: reportedTo === undefined ? undefined : lastMsOf(reportedTo, zone) + 1,
      actors: actor === undefined ? undefined : (await actorMemberships(scope)).partsOverTime(actor),
      voices: source === undefined ? undefined : await voicesOf(scope, source),
      terms: q === undefined ? undefined : await termsOf(scope, q),
      saidByEvents: recorded,
      polygon,
    }),
    knownAtMs,
  };
}

/** The types that are asked by themselves or by their family; both, where both are asked. */
function typesOf({ type, family }: ReportsAsked): readonly string[] | undefined {
  if (family === undefined) return type;
  return (type ?? developmentTypes).filter((one) => family.includes(catalogue[one].family));
}

function circleOf(near: string): NonNullable<ReportFilter['near']> {
  const [lon = Number.NaN, lat = Number.NaN, km = Number.NaN] = near.split(',').map(Number);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
    throw refusal(
      'near',
      'not_in_range',
      `near is ${near}: send a longitude from -180 to 180, a latitude from -90 to 90 and a radius in km.`,
    );
  return { lon, lat, km };
}

/** What is searched for, and who and what is called so; several words together may be one name, too. */
async function termsOf(scope: EditionScope, q: string): Promise<readonly NamedTerm[]> {
  const terms = soughtTerms(q);
  if (terms.length === 0) throw refusal('q', 'not_a_search', 'Send a word: a letter or a digit at least.');
  if (terms.length > most_terms)
    throw refusal('q', 'too_many', `${terms.length} words and phrases were sent: send at most ${most_terms}.`);
  const runs = terms.flatMap((_term, first) => runsFrom(terms, first));
  const called = await calledSo(
    scope,
    runs.map(({ written }) => written),
  );
  return terms.map((term, at) => {
    const named = called.filter((_called, index) => runs[index]!.first <= at && at <= runs[index]!.last);
    return {
      ...term,
      places: [...new Set(named.flatMap(({ places }) => places))],
      actors: [...new Set(named.flatMap(({ actors }) => actors))],
    };
  });
}

/** Words that stand one after another, which together may be one name. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly written: string;
}

/** The term by itself, and with those behind it; what must not occur is a name by itself only. */
function runsFrom(terms: readonly SoughtTerm[], first: number): readonly Run[] {
  const following = terms.slice(first, first + longest_name).map(({ isExcluded }) => isExcluded);
  const length = following[0] === true ? 1 : following.indexOf(true) + 1 || following.length + 1;
  return following.slice(0, Math.max(1, length - 1)).map((_excluded, more) => ({
    first,
    last: first + more,
    written: terms
      .slice(first, first + more + 1)
      .map(({ written }) => written)
      .join(' '),
  }));
}

/** Everything printed that is this source. @throws {Rejected} `not_found` where nobody is called so and nothing printed so. */
async function voicesOf(scope: EditionScope, source: string): Promise<readonly VoicesOfStretch[]> {
  const names = new SourceNames(await actorNames(scope));
  const voices = voicesOfSource(source, await voicesPrinted(scope), names, await actorMemberships(scope));
  if (voices !== undefined) return voices;
  const near = nearMatches(source, await registeredIds(scope, 'actor'));
  const nearest = near.length > 0 ? ` Nearest actors: ${near.join(', ')}.` : '';
  const detail = `No actor is called ${source}, and no report names such a voice.${nearest}`;
  throw new Rejected('not_found', detail, [{ parameter: 'source', code: 'unknown_source', detail }]);
}

const refusal = (parameter: string, code: string, detail: string): Rejected =>
  new Rejected('malformed', 'The address does not have the parameters of this request.', [{ parameter, code, detail }]);
