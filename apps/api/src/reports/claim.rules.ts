import { catalogue, type DevelopmentType, effectsAllowedFor, firstMsOf, lastMsOf, type TimeZone } from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import type { ClaimDto } from './claim.dto.js';
import type { DatedDraft } from './draft.dto.js';
import { duplicates } from '../intake/body.rules.js';
import { isAfterReport, isReversed, type RuleContext } from './rule-context.js';

/** What cannot be meant in the claims of a draft about control. */
export function claimViolations(draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const claims = draft.control ?? [];
  return [
    ...claims.flatMap((claim, index) => violationsOf(claim, pointerTo('control', index), draft, context)),
    ...twoAtOnce(claims, context),
  ];
}

function violationsOf(claim: ClaimDto, at: string, draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const zone = context.zoneOf(claim.place);
  return [
    ...effectViolations(claim, at, draft.type),
    ...(claim.effect === 'contested' ? contestedViolations(claim, at) : holderViolations(claim, at)),
    ...belongings(claim, at),
    ...orderViolations(claim, at, zone),
    ...lateEndOfGain(claim, at, zone),
    ...futureViolations(claim, at, draft, zone),
    ...duplicates(claim.holders, `${at}/holders`),
    ...duplicates(claim.formations, `${at}/formations`),
    ...duplicates(claim.conditions, `${at}/conditions`),
  ];
}

function effectViolations({ effect }: ClaimDto, at: string, type: string): readonly Violation[] {
  if (!Object.hasOwn(catalogue, type)) return [];
  const allowed = effectsAllowedFor(type as DevelopmentType);
  if (allowed.includes(effect)) return [];
  const advice = allowed.length === 0 ? 'no claims about control' : `only ${allowed.join(' or ')}`;
  return [
    { pointer: `${at}/effect`, code: 'effect_not_allowed', detail: `A report of type ${type} carries ${advice}.` },
  ];
}

/** Gained and observed say from when, and whose. */
function holderViolations(claim: ClaimDto, at: string): readonly Violation[] {
  const violations: Violation[] = [];
  const add = (field: string, code: string, detail: string): void =>
    void violations.push({ pointer: `${at}/${field}`, code, detail });
  const { effect, effective, holders = [], status, takenFrom } = claim;
  if (effective === undefined) add('effective', 'missing', `Say from when it counts: ${effect} needs effective.`);
  if (holders.length === 0) add('holders', 'missing', `Say who holds it: ${effect} needs at least one holder.`);
  if (effect === 'gained' && status !== undefined && status !== 'held') {
    add('status', 'not_meant_here', 'A gain is held; send the fighting over it as a contested claim.');
  }
  if (takenFrom !== undefined && holders.includes(takenFrom)) {
    add('takenFrom', 'taken_from_itself', 'Name who lost it; that actor is among the holders.');
  }
  return violations;
}

function contestedViolations({ windowFrom, status }: ClaimDto, at: string): readonly Violation[] {
  const violations: Violation[] = [];
  if (windowFrom === undefined || windowFrom === 'open') {
    const detail = 'Say from which day or instant it is fought over: contested needs windowFrom, and not "open".';
    violations.push({ pointer: `${at}/windowFrom`, code: 'missing', detail });
  }
  if (status === 'held') {
    const detail = 'What is fought over is contested or divided; leave status out or send one of these.';
    violations.push({ pointer: `${at}/status`, code: 'not_meant_here', detail });
  }
  return violations;
}

/** Which effects each of these fields says something of. */
const meantFor = {
  effective: ['gained', 'observed'],
  windowFrom: ['gained', 'contested'],
  windowTo: ['gained', 'contested'],
  since: ['observed'],
  takenFrom: ['gained'],
} as const satisfies Partial<Record<keyof ClaimDto, readonly string[]>>;

function belongings(claim: ClaimDto, at: string): readonly Violation[] {
  return Object.entries(meantFor)
    .filter(([field]) => claim[field as keyof typeof meantFor] !== undefined)
    .filter(([, effects]) => !(effects as readonly string[]).includes(claim.effect))
    .map(([field, effects]) => ({
      pointer: `${at}/${field}`,
      code: 'not_meant_here',
      detail: `Leave ${field} out: it says something only of ${effects.join(' and ')} claims.`,
    }));
}

function orderViolations(claim: ClaimDto, at: string, zone: TimeZone): readonly Violation[] {
  const { effective, windowFrom, windowTo, since } = claim;
  const begin = windowFrom === 'open' ? undefined : windowFrom;
  const pairs = [
    ['windowTo', begin, windowTo, 'windowTo must not lie before windowFrom.'],
    ['windowTo', effective, windowTo, 'windowTo must not lie before effective.'],
    ['windowFrom', begin, effective, 'windowFrom must not lie after effective.'],
    ['since', since, effective, 'since must not lie after effective.'],
  ] as const;
  return pairs
    .filter(([, from, to]) => from !== undefined && to !== undefined && isReversed(from, to, zone))
    .map(([field, , , detail]) => ({ pointer: `${at}/${field}`, code: 'reversed', detail }));
}

/** A gain counts from `effective` on: nothing later could be the latest that it happened. */
function lateEndOfGain({ effect, effective, windowTo }: ClaimDto, at: string, zone: TimeZone): readonly Violation[] {
  if (effect !== 'gained' || effective === undefined || windowTo === undefined) return [];
  if (firstMsOf(windowTo, zone) <= lastMsOf(effective, zone)) return [];
  const detail =
    `windowTo ${windowTo} lies after effective ${effective}. Send the latest that it can have happened as effective, ` +
    'and the earliest as windowFrom.';
  return [{ pointer: `${at}/windowTo`, code: 'after_effective', detail }];
}

function futureViolations(claim: ClaimDto, at: string, draft: DatedDraft, zone: TimeZone): readonly Violation[] {
  const { effective, windowFrom } = claim;
  const moments = { effective, windowFrom: windowFrom === 'open' ? undefined : windowFrom };
  return Object.entries(moments)
    .filter(([, moment]) => moment !== undefined && isAfterReport(moment, draft.reportedAt, zone))
    .map(([field]) => ({
      pointer: `${at}/${field}`,
      code: 'after_report',
      detail: `${field} must not lie after reportedAt: nobody reports what has not happened.`,
    }));
}

/** Of two gains of one place at one time in one report, nothing could say which counts. */
function twoAtOnce(claims: readonly ClaimDto[], context: RuleContext): readonly Violation[] {
  if (claims.length < 2) return [];
  const first = new Map<string, number>();
  return claims.flatMap((claim, index) => {
    const key = timeKey(claim, context.zoneOf(claim.place));
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    if (earlier === undefined) return [];
    const detail = `Say it once: claim ${earlier} is ${claim.effect} of the same place at the same time.`;
    return [{ pointer: pointerTo('control', index), code: 'duplicate', detail }];
  });
}

function timeKey({ place, effect, effective, windowFrom, windowTo }: ClaimDto, zone: TimeZone): string {
  const at = effective === undefined ? '' : lastMsOf(effective, zone);
  if (effect !== 'contested') return [place, effect, at].join(' ');
  const from = windowFrom === undefined || windowFrom === 'open' ? '' : firstMsOf(windowFrom, zone);
  const to = windowTo === undefined ? '' : lastMsOf(windowTo, zone);
  return [place, effect, from, to].join(' ');
}
