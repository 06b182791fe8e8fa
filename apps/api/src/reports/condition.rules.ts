import {
  axisOf,
  catalogue,
  type DevelopmentType,
  lastMsOf,
  statesAllowedFor,
  statesFitting,
  type TimeZone,
} from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import { duplicates } from '../intake/body.rules.js';
import type { ConditionDto } from './condition.dto.js';
import type { DatedDraft } from './draft.dto.js';
import { isAfterReport, isReversed, type RuleContext } from './rule-context.js';

/** What cannot be meant in the claims of a draft about condition. */
export function conditionViolations(draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const claims = draft.condition ?? [];
  return [
    ...claims.flatMap((claim, index) => violationsOf(claim, pointerTo('condition', index), draft, context)),
    ...twoAtOnce(claims, context),
  ];
}

function violationsOf(claim: ConditionDto, at: string, draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const zone = context.zoneOf(claim.place);
  return [
    ...typeViolations(claim, at, draft.type),
    ...kindViolations(claim, at, context),
    ...closureViolations(claim, at),
    ...orderViolations(claim, at, zone),
    ...futureViolations(claim, at, draft, zone),
    ...duplicates(claim.closedTo, `${at}/closedTo`),
    ...duplicates(claim.closedBy, `${at}/closedBy`),
  ];
}

function typeViolations({ state }: ConditionDto, at: string, type: string): readonly Violation[] {
  if (!Object.hasOwn(catalogue, type)) return [];
  const allowed = statesAllowedFor(type as DevelopmentType);
  if (allowed.includes(state)) return [];
  const advice = allowed.length === 0 ? 'no claims about condition' : `only ${allowed.join(' or ')}`;
  return [{ pointer: `${at}/state`, code: 'state_not_allowed', detail: `A report of type ${type} carries ${advice}.` }];
}

/** A place that is not registered has a violation of its own. */
function kindViolations({ place, state }: ConditionDto, at: string, context: RuleContext): readonly Violation[] {
  const kind = context.kindOf(place);
  if (kind === undefined) return [];
  const fitting = statesFitting(kind);
  if (fitting.includes(state)) return [];
  const advice = fitting.length === 0 ? 'has no condition; name the thing that has' : `is ${fitting.join(', ')}`;
  return [{ pointer: `${at}/state`, code: 'state_does_not_fit', detail: `A place of kind ${kind} ${advice}.` }];
}

function closureViolations(claim: ConditionDto, at: string): readonly Violation[] {
  if (claim.state === 'cut') return [];
  return (['closedTo', 'closedBy'] as const)
    .filter((field) => claim[field] !== undefined)
    .map((field) => ({
      pointer: `${at}/${field}`,
      code: 'not_meant_here',
      detail: `Leave ${field} out: it says something only of what is cut.`,
    }));
}

function orderViolations(claim: ConditionDto, at: string, zone: TimeZone): readonly Violation[] {
  const { effective, windowFrom, since } = claim;
  const begin = windowFrom === 'open' ? undefined : windowFrom;
  const pairs = [
    ['since', since, effective, 'since must not lie after effective.'],
    ['windowFrom', begin, since ?? effective, 'windowFrom must not lie after since or effective.'],
  ] as const;
  return pairs
    .filter(([, from, to]) => from !== undefined && to !== undefined && isReversed(from, to, zone))
    .map(([field, , , detail]) => ({ pointer: `${at}/${field}`, code: 'reversed', detail }));
}

function futureViolations({ effective }: ConditionDto, at: string, draft: DatedDraft, zone: TimeZone) {
  if (!isAfterReport(effective, draft.reportedAt, zone)) return [];
  const detail = 'effective must not lie after reportedAt: nobody reports what has not happened.';
  return [{ pointer: `${at}/effective`, code: 'after_report', detail }];
}

/** Of one axis of one place at one time a report says one thing. */
function twoAtOnce(claims: readonly ConditionDto[], { zoneOf }: RuleContext): readonly Violation[] {
  const first = new Map<string, number>();
  return claims.flatMap(({ place, state, effective }, index) => {
    const key = `${place} ${axisOf(state)} ${lastMsOf(effective, zoneOf(place))}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    if (earlier === undefined) return [];
    const detail = `Say it once: claim ${earlier} is about the same of the same place at the same time.`;
    return [{ pointer: pointerTo('condition', index), code: 'duplicate', detail }];
  });
}
