import type { DefinitionFault, EditionDefinition, EditionEnd } from '#editions';
import { instantMs, isDay, lastMsOf, type Moment, type TimeZone, toInstant } from '#situation';
import { clock_tolerance_ms, exactlyOne } from '../intake/body.rules.js';
import type { Violation } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import type { DefinitionDto, EditionOrderDto, LeastGradeDto, UntilDto } from './edition-order.dto.js';

const ends = ['knownAt', 'recordedAt', 'position'] as const;

/** What cannot be meant in an order, whatever the log holds. */
export function orderViolations({ definition, expiresAt }: EditionOrderDto, nowMs: number): readonly Violation[] {
  const violations: Violation[] = [];
  const { until, without } = definition ?? {};
  if (until !== undefined) violations.push(...exactlyOne('/definition/until', until, ends));
  for (const end of ['knownAt', 'recordedAt'] as const) {
    const violation = futureViolation(`/definition/until/${end}`, until?.[end], nowMs);
    if (violation !== undefined) violations.push(violation);
  }
  if (without?.gradesBelow !== undefined && isEmpty(without.gradesBelow)) {
    const detail = 'Send a reliability, a credibility, or both.';
    violations.push({ pointer: '/definition/without/gradesBelow', code: 'not_one', detail });
  }
  if (expiresAt !== undefined) violations.push(...expiryViolations(expiresAt, nowMs));
  return violations;
}

/** What cannot be meant as an expiry. */
export function expiryViolations(expiresAt: Moment, nowMs: number): readonly Violation[] {
  if (isDay(expiresAt) || instantMs(expiresAt) > nowMs) return [];
  return [{ pointer: '/expiresAt', code: 'in_past', detail: 'Send an instant that is still to come.' }];
}

const isEmpty = ({ reliability, credibility }: LeastGradeDto): boolean =>
  reliability === undefined && credibility === undefined;

/** An instant must have passed; whether a day may be today depends on what it ends. */
function futureViolation(pointer: string, moment: Moment | undefined, nowMs: number): Violation | undefined {
  if (moment === undefined || isDay(moment) || instantMs(moment) <= nowMs + clock_tolerance_ms) return undefined;
  return { pointer, code: 'in_future', detail: 'Send an instant that has passed.' };
}

/** The definition that was sent, made exact: a day is one of the desk, to its end. */
export function definitionOf({ until, without, policy }: DefinitionDto, desk: TimeZone): EditionDefinition {
  const { outlets, sources, sides, gradesBelow } = without ?? {};
  return withoutUndefined<EditionDefinition>({
    until: until === undefined ? undefined : endOf(until, desk),
    withoutOutlets: outlets,
    withoutSources: sources,
    withoutSides: sides,
    leastGrade: gradesBelow,
    policy,
  });
}

function endOf({ knownAt, recordedAt, position }: UntilDto, desk: TimeZone): EditionEnd {
  if (knownAt !== undefined) return { knownAtMs: lastMsOf(knownAt, desk) };
  if (recordedAt !== undefined) return { recordedAtMs: lastMsOf(recordedAt, desk) };
  return { position: position ?? '' };
}

/** A definition as it is answered: as it is sent, with moments as instants. */
export function definitionAnswer(definition: EditionDefinition): DefinitionDto {
  const { until, withoutOutlets, withoutSources, withoutSides, leastGrade, policy } = definition;
  const without = withoutUndefined<object>({
    outlets: withoutOutlets,
    sources: withoutSources,
    sides: withoutSides,
    gradesBelow: leastGrade,
  } as object);
  return withoutUndefined<DefinitionDto>({
    until: until === undefined ? undefined : untilAnswer(until),
    without: Object.keys(without).length === 0 ? undefined : without,
    policy,
  });
}

function untilAnswer(until: EditionEnd): UntilDto {
  if ('knownAtMs' in until) return { knownAt: toInstant(until.knownAtMs) };
  if ('recordedAtMs' in until) return { recordedAt: toInstant(until.recordedAtMs) };
  return { position: until.position };
}

/** A fault of a definition, at its place in the body. */
export const violationOf = ({ member, code, detail }: DefinitionFault): Violation => ({
  pointer: `/definition/${member.replace('.', '/')}`,
  code,
  detail,
});
