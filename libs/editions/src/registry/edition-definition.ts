import { hasReached, parsePosition, type Position } from '#event-log';
import {
  credibilities,
  type Credibility,
  foldIdentity,
  foldVoice,
  policyNames,
  reliabilities,
  type Reliability,
  type Slice,
} from '#situation';

/** Where an edition ends. Without one it ends where the log ends when building begins. */
export type EditionEnd =
  /** Milliseconds since 1970 UTC: what was made known later stays out, and the known time of every answer ends here. */
  | { readonly knownAtMs: number }
  /** Milliseconds since 1970 UTC: what the log recorded later is not read. */
  | { readonly recordedAtMs: number }
  /** Events at or behind this position are not read. */
  | { readonly position: string };

/** What an edition is made of: one definition over one log always gives the same rows. `{}` is the whole log. */
// stored: change only by adding optional members
export interface EditionDefinition {
  readonly until?: EditionEnd;
  /** Outlets whose reports stay out. */
  readonly withoutOutlets?: readonly string[];
  /** Sources: reports with one of them as a voice in their chain of attribution stay out. */
  readonly withoutSources?: readonly string[];
  /** Sides: reports that speak for one of them alone stay out. */
  readonly withoutSides?: readonly string[];
  /** Reports graded worse than this on either axis stay out. */
  readonly leastGrade?: { readonly reliability?: Reliability; readonly credibility?: Credibility };
  /** How its answers are resolved when a question names no policy. Rows do not depend on it. */
  readonly policy?: string;
}

/** The policies of reading that there are. */
const editionPolicies = policyNames;

/** Which facts of the log count in such an edition. */
export function sliceOf({ until, leastGrade, ...definition }: EditionDefinition): Slice {
  const { withoutOutlets, withoutSources, withoutSides } = definition;
  return {
    ...(until !== undefined && 'knownAtMs' in until ? { knownUntilMs: until.knownAtMs } : {}),
    ...(withoutOutlets === undefined ? {} : { withoutOutlets }),
    ...(withoutSources === undefined ? {} : { withoutSources }),
    ...(withoutSides === undefined ? {} : { withoutSides }),
    ...(leastGrade === undefined ? {} : { leastGrade }),
  };
}

/**
 * The definition in its one form: names folded, once each and in order, what says nothing left out. Two definitions
 * mean the same exactly when `definitionText` of both is equal.
 */
export function canonicalDefinition(definition: EditionDefinition): EditionDefinition {
  const { until, leastGrade, policy } = definition;
  const withoutOutlets = namesOf(definition.withoutOutlets);
  const withoutSources = namesOf(definition.withoutSources);
  const withoutSides = namesOf(definition.withoutSides);
  const grade = {
    ...(leastGrade?.reliability === undefined ? {} : { reliability: leastGrade.reliability }),
    ...(leastGrade?.credibility === undefined ? {} : { credibility: leastGrade.credibility }),
  };
  return {
    ...(until === undefined ? {} : { until: canonicalEnd(until) }),
    ...(withoutOutlets.length === 0 ? {} : { withoutOutlets }),
    ...(withoutSources.length === 0 ? {} : { withoutSources }),
    ...(withoutSides.length === 0 ? {} : { withoutSides }),
    ...(Object.keys(grade).length === 0 ? {} : { leastGrade: grade }),
    ...(policy === undefined ? {} : { policy }),
  };
}

function canonicalEnd(until: EditionEnd): EditionEnd {
  if ('knownAtMs' in until) return { knownAtMs: until.knownAtMs };
  if ('recordedAtMs' in until) return { recordedAtMs: until.recordedAtMs };
  // A position may be written with leading zeros.
  return { position: parsePosition(until.position)?.join('-') ?? until.position };
}

/** Of names that are one when folded as voices are, the first in order stands. */
function namesOf(names: readonly string[] = []): readonly string[] {
  const byMeaning = new Map(
    names
      .map(foldIdentity)
      .sort()
      .reverse()
      .map((name) => [foldVoice(name), name]),
  );
  return [...byMeaning].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

/** What the definition means, as text: equal for equal meanings. */
export function definitionText(definition: EditionDefinition): string {
  const { withoutOutlets, withoutSources, withoutSides, ...rest } = canonicalDefinition(definition);
  const folded = (names: readonly string[] = []): readonly string[] => names.map(foldVoice);
  const sides = withoutSides === undefined ? {} : { withoutSides: folded(withoutSides) };
  return JSON.stringify({
    ...rest,
    withoutOutlets: folded(withoutOutlets),
    withoutSources: folded(withoutSources),
    ...sides,
  });
}

/**
 * Reads a definition back from JSON, in its one form.
 *
 * @throws {TypeError} it is none, or one of a later version that this one would misread.
 */
export function parseDefinition(json: unknown): EditionDefinition {
  if (!isObject(json)) throw new TypeError('The definition of an edition must be an object.');
  const { until, withoutOutlets, withoutSources, withoutSides, leastGrade, policy, ...unknown } = json;
  const isRight =
    Object.keys(unknown).length === 0 &&
    (until === undefined || isEnd(until)) &&
    [withoutOutlets, withoutSources, withoutSides].every((names) => names === undefined || isListOfTexts(names)) &&
    (leastGrade === undefined || isLeastGrade(leastGrade)) &&
    (policy === undefined || typeof policy === 'string');
  if (!isRight) throw new TypeError(`This is not the definition of an edition: ${JSON.stringify(json)}`);
  return canonicalDefinition(json as EditionDefinition);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && foldIdentity(name) !== '');

function isEnd(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [member, ...more] = Object.entries(value);
  if (member === undefined || more.length > 0) return false;
  const [name, end] = member;
  if (name === 'position') return typeof end === 'string' && parsePosition(end) !== undefined;
  return (name === 'knownAtMs' || name === 'recordedAtMs') && Number.isSafeInteger(end);
}

function isLeastGrade(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { reliability, credibility, ...unknown } = value;
  return (
    Object.keys(unknown).length === 0 &&
    (reliability === undefined || (reliabilities as readonly unknown[]).includes(reliability)) &&
    (credibility === undefined || (credibilities as readonly unknown[]).includes(credibility))
  );
}

/** What cannot be meant in a definition, and what would be right. */
export interface DefinitionFault {
  /** The member of the definition. */
  readonly member: 'until.knownAt' | 'until.recordedAt' | 'until.position' | 'policy';
  /** Stable, for programs. */
  readonly code: string;
  /** For people. */
  readonly detail: string;
}

/** What a definition is measured against. */
export interface DefinitionBounds {
  /** Where the log ends now. */
  readonly head: Position;
  readonly nowMs: number;
  /** The end of today at the desk: a known date may be today, which counts to its end. */
  readonly endOfTodayMs: number;
}

/** Everything in a definition that cannot be meant of this log at this time; empty when it can be built. */
export function definitionFaults(
  { until, policy }: EditionDefinition,
  { head, nowMs, endOfTodayMs }: DefinitionBounds,
): readonly DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  if (until !== undefined && 'position' in until) faults.push(...positionFaults(until.position, head));
  if (until !== undefined && 'knownAtMs' in until && until.knownAtMs > endOfTodayMs)
    faults.push({ member: 'until.knownAt', code: 'in_future', detail: 'Send today, or a moment that has passed.' });
  if (until !== undefined && 'recordedAtMs' in until && until.recordedAtMs >= nowMs) {
    const detail = 'Send a moment that has passed, or a day that is over: more may yet be recorded by then.';
    faults.push({ member: 'until.recordedAt', code: 'in_future', detail });
  }
  if (policy !== undefined && !editionPolicies.includes(policy))
    faults.push({ member: 'policy', code: 'unknown_policy', detail: `Send one of: ${editionPolicies.join(', ')}.` });
  return faults;
}

function positionFaults(text: string, head: Position): readonly DefinitionFault[] {
  const member = 'until.position';
  const position = parsePosition(text);
  const example = `such as "${head.join('-')}", where the log ends now`;
  if (position === undefined)
    return [{ member, code: 'not_a_position', detail: `Send the position of an answer, ${example}.` }];
  if (position.length !== head.length) {
    const detail = `It is of ${position.length} partitions, and the log has ${head.length}: send one ${example}.`;
    return [{ member, code: 'other_partitions', detail }];
  }
  if (!hasReached(head, position))
    return [{ member, code: 'beyond_the_log', detail: `The log does not reach it yet: send one ${example}.` }];
  return [];
}
