import { catalogue, developmentTypes, most_claims_and_figures } from '#situation';
import { idOfReference, reportIdOf } from '#event-log';
import { nearMatches } from '../http/near-matches.js';
import { pointerTo, type Violation } from '../http/rejected.js';
import { claimViolations } from './claim.rules.js';
import { conditionViolations } from './condition.rules.js';
import type { DatedDraft, DraftDto } from './draft.dto.js';
import { figureViolations } from './figure.rules.js';
import { boundViolations, duplicates, inFutureViolations } from '../intake/body.rules.js';
import { isAfterReport, isReversed, type RuleContext } from './rule-context.js';

/**
 * Everything in a draft of the right shape that cannot be meant. `reportId` is the id that the report will have;
 * undefined when the draft gives none.
 */
export function draftViolations(
  draft: DatedDraft,
  reportId: string | undefined,
  context: RuleContext,
): readonly Violation[] {
  return [
    ...identityViolations(reportId),
    ...typeViolations(draft),
    ...sensitivityViolations(draft, context),
    ...inFutureViolations('/reportedAt', draft.reportedAt, context.nowMs),
    ...occurredViolations(draft, context),
    ...duplicates(draft.places, '/places'),
    ...duplicates(draft.actors, '/actors', ({ role, actor }) => `${role} ${actor}`),
    ...duplicates(draft.source.speaksFor, '/source/speaksFor'),
    ...claimViolations(draft, context),
    ...conditionViolations(draft, context),
    ...figureViolations(draft, context),
    ...sizeViolations(draft),
    ...referenceViolations(draft, reportId),
  ];
}

function identityViolations(reportId: string | undefined): readonly Violation[] {
  if (reportId !== undefined) return [];
  const detail = 'Send an id (a UUID) or an externalId: only then is sending it again harmless.';
  return [{ pointer: '/id', code: 'missing', detail }];
}

function sizeViolations({ control = [], condition = [], figures = [] }: DraftDto): readonly Violation[] {
  const lists = { control, condition, figures };
  const received = control.length + condition.length + figures.length;
  const [longest = ''] = Object.entries(lists).sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const advice = 'Send what it says of other places as a report of its own.';
  const what = 'claims and figures in control, condition and figures together';
  return boundViolations(pointerTo(longest), what, { received, limit: most_claims_and_figures }, advice);
}

function typeViolations({ type }: DraftDto): readonly Violation[] {
  if (Object.hasOwn(catalogue, type)) return [];
  const near = nearMatches(type, developmentTypes);
  const detail = `No such type of development. ${near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'See /v1/catalogue.'}`;
  return [{ pointer: '/type', code: 'unknown_type', detail }];
}

function sensitivityViolations({ sensitivity }: DraftDto, { levels }: RuleContext): readonly Violation[] {
  if (sensitivity === undefined || levels.includes(sensitivity)) return [];
  const detail = `No such level. Send one of ${levels.join(', ')}, or leave it out for the desk’s own.`;
  return [{ pointer: '/sensitivity', code: 'unknown_level', detail }];
}

function occurredViolations(draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const zone = context.zoneOf(draft.places?.[0]);
  const { from, to } = draft.occurred;
  const violations: Violation[] = [];
  if (from !== undefined && to !== undefined && isReversed(from, to, zone)) {
    violations.push({ pointer: '/occurred/to', code: 'reversed', detail: 'to must not lie before from.' });
  }
  const { nature = 'event' } = draft;
  const hasHappened = nature === 'event' || nature === 'state';
  if (from !== undefined && hasHappened && isAfterReport(from, draft.reportedAt, zone)) {
    const detail = `An account of nature ${nature} must not begin after reportedAt; nature intention may look ahead.`;
    violations.push({ pointer: '/occurred/from', code: 'after_report', detail });
  }
  return violations;
}

function referenceViolations(draft: DraftDto, reportId: string | undefined): readonly Violation[] {
  const { outlet } = draft.source;
  const idOf = (reference: string): string => idOfReference(reference, outlet);
  const lists = [
    ['related', draft.related ?? []],
    ['contradicts', draft.contradicts ?? []],
  ] as const;
  const named = [
    ...lists.flatMap(([field, list]) => list.map((reference, index) => [pointerTo(field, index), reference] as const)),
    ...(draft.figures ?? []).map(({ subsetOf }, index) => [pointerTo('figures', index, 'subsetOf'), subsetOf] as const),
  ];
  if (named.every(([, reference]) => reference === undefined)) return [];
  const numbered = draft.externalId === undefined ? undefined : reportIdOf(outlet, draft.externalId);
  return [
    ...lists.flatMap(([field, list]) => duplicates(list, pointerTo(field), idOf)),
    ...named
      .filter(([, reference]) => reference !== undefined && [reportId, numbered].includes(idOf(reference)))
      .map(([pointer]) => ({ pointer, code: 'itself', detail: 'Name another report than this one.' })),
  ];
}
