import {
  actorRelations,
  type ClaimsAsked,
  conditionClaimsAbout,
  controlClaimsAbout,
  type EditionScope,
  placesNamed,
  readOnce,
  registeredSpeakers,
  type ReportReference,
  type ToldClaim,
  type ValidAt,
} from '#read-models/queries';
import {
  type ConditionClaim,
  type ControlClaim,
  endOfDayMs,
  groupBy,
  type Judged,
  judgeAll,
  type PlaceId,
  policyNameOf,
  type Said,
  Sides,
  stored_policy,
  type TimeZone,
  Voices,
} from '#situation';
import type { KnownQuestion, Question } from './questions.service.js';

/** What of a question decides which claims count. */
export type Hearing = Pick<Question, 'scope' | 'validAt' | 'knownAtMs' | 'policy'> &
  Partial<Pick<Question, 'agedAfterDays'>>;

/** A question about all of the world's time, as one that hears claims: its moment of the world decides nothing. */
export const overAllTime = (
  question: Pick<KnownQuestion, 'scope' | 'knownAtMs' | 'policy'> & Partial<Pick<KnownQuestion, 'agedAfterDays'>>,
): Hearing => ({ ...question, validAt: { instantMs: question.knownAtMs } });

/** What was claimed about one place, as a policy has it, and the moment that is asked about. */
export interface ClaimsOfPlace<Claim> extends Judged<ToldClaim<Claim>> {
  readonly zone: TimeZone;
  readonly atMs: number;
  /** By which the claims are read. */
  readonly voices: Voices;
}

/** What was heard about any of the places asked about. */
export type Heard<Claim> = (place: PlaceId) => ClaimsOfPlace<Claim>;

/** True when the stored rows are those of the policy: then nothing has to be resolved anew. */
export const isStored = ({ policy }: Pick<Question, 'policy'>): boolean => policyNameOf(policy) === stored_policy;

/** The sides that the registry knows. */
export const sidesIn = (scope: EditionScope): Promise<Sides> =>
  readOnce(
    scope,
    'sides',
    async () => new Sides(await actorRelations(scope)),
    () => bytes_of_sides,
  );

const bytes_of_sides = 500_000;

/** Tells whose account a report is by the registry. */
export const voicesIn = async (scope: EditionScope): Promise<Voices> => new Voices(await registeredSpeakers(scope));

/** The voices that the policy of a question has to know: `all-sources` asks after nobody's. */
export const voicesUnder = async (hearing: Pick<Question, 'scope' | 'policy'>): Promise<Voices> =>
  isStored(hearing) ? new Voices([]) : voicesIn(hearing.scope);

/** The claims about who holds these places that count, and those that the policy sets aside. */
export const hearControl = (
  hearing: Hearing,
  places: readonly PlaceId[],
  voices: Voices,
  told?: readonly ToldClaim<ControlClaim>[],
): Promise<Heard<ControlClaim>> =>
  hear(hearing, places, voices, readerOf(controlClaimsAbout, told), ({ claim }) => ({ kind: 'control', claim }));

/** The claims about the condition of these places that count, and those that the policy sets aside. */
export const hearConditions = (
  hearing: Hearing,
  places: readonly PlaceId[],
  voices: Voices,
  told?: readonly ToldClaim<ConditionClaim>[],
): Promise<Heard<ConditionClaim>> =>
  hear(hearing, places, voices, readerOf(conditionClaimsAbout, told), ({ claim }) => ({ kind: 'condition', claim }));

type ClaimReader<Claim> = (scope: EditionScope, asked: ClaimsAsked) => Promise<readonly ToldClaim<Claim>[]>;

/** Reads claims; or takes these in their place, as if they were all that was told. */
const readerOf = <Claim>(
  read: ClaimReader<Claim>,
  told: readonly ToldClaim<Claim>[] | undefined,
): ClaimReader<Claim> => (told === undefined ? read : () => Promise.resolve(told));

async function hear<Claim extends { readonly place: PlaceId }>(
  { scope, validAt, knownAtMs, policy }: Hearing,
  places: readonly PlaceId[],
  voices: Voices,
  read: ClaimReader<Claim>,
  saidOf: (told: ToldClaim<Claim>) => Said,
): Promise<Heard<Claim>> {
  const registered = await placesNamed(scope, places);
  const told = groupBy(await read(scope, { places, knownAtMs }), ({ claim }) => claim.place);
  return (place) => {
    const zone = registered.get(place)?.timeZone ?? 'UTC';
    return { ...judgeAll(told.get(place) ?? [], saidOf, policy, voices), zone, atMs: momentIn(zone, validAt), voices };
  };
}

const momentIn = (zone: TimeZone, validAt: ValidAt): number =>
  'day' in validAt ? endOfDayMs(validAt.day, zone) : validAt.instantMs;

/** The reports of these claims, each once, in order of the outlets' numbers as the stored rows have them. */
export function referencesTo(
  claims: readonly { readonly reportId: string }[],
  told: readonly ToldClaim<unknown>[],
): readonly ReportReference[] {
  const numbers = new Map(told.map(({ reportId, externalId }) => [reportId, externalId]));
  const ids = [...new Set(claims.map(({ reportId }) => reportId))];
  return ids.map((id) => ({ id, externalId: numbers.get(id) ?? null })).sort(byNumber);
}

/** What has no number comes last. */
function byNumber(a: ReportReference, b: ReportReference): number {
  if (a.externalId === b.externalId) return a.id < b.id ? -1 : 1;
  if (a.externalId === null || b.externalId === null) return a.externalId === null ? 1 : -1;
  return a.externalId < b.externalId ? -1 : 1;
}

/**
 * Reads pages of places until `limit` items are kept: what is resolved at reading time can be filtered only afterwards.
 * `readPage` answers at most `limit` items behind a place, in order of place id.
 */
export async function keepFrom<Item extends { readonly place: { readonly id: PlaceId } }, Kept>(
  { limit, after }: { readonly limit: number; readonly after?: PlaceId | undefined },
  readPage: (page: { readonly limit: number; readonly after?: PlaceId }) => Promise<readonly Item[]>,
  keep: (items: readonly Item[]) => Promise<readonly Kept[]>,
): Promise<readonly Kept[]> {
  const found: Kept[] = [];
  let last = after;
  for (;;) {
    const items = await readPage(last === undefined ? { limit } : { limit, after: last });
    if (items.length > 0) found.push(...(await keep(items)));
    last = items.at(-1)?.place.id;
    if (found.length >= limit || items.length < limit || last === undefined) return found.slice(0, limit);
  }
}
