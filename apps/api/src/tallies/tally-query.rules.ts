import { bucketWindows, isTimeRollUp, type BucketWindow, stateMeasures } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { requireOrder } from '../reading/window.rules.js';
import type { TallyQueryDto } from './tally-query.dto.js';

/** Days, weeks or months in one answer. */
export const most_buckets = 400;

/** @throws {Rejected} `malformed`, with everything in the question that cannot be meant. */
export function requireAnswerable(asked: TallyQueryDto): void {
  requireOrder(asked);
  const violations = [...rollUpViolations(asked), ...sumViolations(asked), ...roleViolations(asked)];
  if (violations.length > 0) throw new Rejected('malformed', 'The question cannot be answered as it is.', violations);
}

/** The days, weeks or months that a question is rolled up by; none when it is by something else. */
export function windowsAsked({
  by,
  from,
  to,
}: Pick<TallyQueryDto, 'by' | 'from' | 'to'>): readonly BucketWindow[] | undefined {
  if (by === undefined || !isTimeRollUp(by) || from === undefined || to === undefined) return undefined;
  return bucketWindows(by, from, to, most_buckets + 1);
}

function rollUpViolations(asked: TallyQueryDto): readonly Violation[] {
  const { by, from, to } = asked;
  if (by === undefined || !isTimeRollUp(by)) return [];
  const missing = Object.entries({ from, to })
    .filter(([, day]) => day === undefined)
    .map(([parameter]) => ({
      parameter,
      code: 'missing',
      detail: `Send the ${parameter} of the days to answer by ${by}.`,
    }));
  if (missing.length > 0 || (windowsAsked(asked)?.length ?? 0) <= most_buckets) return missing;
  const detail = `Send a window of at most ${most_buckets} ${by}s, or ask by something longer.`;
  return [{ parameter: 'by', code: 'too_many_buckets', detail }];
}

function sumViolations({ group, measure, by, sumGroups, sumMeasures }: TallyQueryDto): readonly Violation[] {
  const refuse = (parameter: string, code: string, detail: string): readonly Violation[] => [
    { parameter, code, detail },
  ];
  const groups = group ?? [];
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => (measure as readonly string[]).includes(name));
  return [
    ...(sumGroups === 'true' && groups.length < 2
      ? refuse('sumGroups', 'names_missing', 'Name at least two groups to sum, such as group=ypg,civilians.')
      : []),
    ...(sumGroups === 'true' && by === 'group'
      ? refuse('by', 'sum_by_group', 'Groups can be summed or told apart, not both.')
      : []),
    ...(sumGroups === 'true' && groups.some((name) => name === 'anyone' || name === 'mixed')
      ? refuse('group', 'may_contain_another', 'anyone and mixed may contain the other groups: ask for them apart.')
      : []),
    ...(sumMeasures === 'true' && measure.length < 2
      ? refuse('sumMeasures', 'names_missing', 'Name at least two measures to sum, such as measure=killed,wounded.')
      : []),
    ...(sumMeasures === 'true' && has('killed_or_wounded') && has('killed', 'wounded')
      ? refuse('measure', 'may_contain_another', 'killed_or_wounded contains killed and wounded: ask for it apart.')
      : []),
    ...(sumMeasures === 'true' && has(...stateMeasures)
      ? refuse('measure', 'is_a_state', `States are never summed: ${[...stateMeasures].join(', ')}.`)
      : []),
  ];
}

function roleViolations({ role, actor, by }: TallyQueryDto): readonly Violation[] {
  if (role === undefined || actor !== undefined || by === 'actor') return [];
  return [{ parameter: 'role', code: 'actor_missing', detail: 'Send the actor that plays it, or by=actor.' }];
}

/** @throws {Rejected} `malformed` when of the groups to be summed one is part of another: its people would count twice. */
export function requireApart(groups: readonly string[], ancestors: ReadonlyMap<string, ReadonlySet<string>>): void {
  const nested = groups.flatMap((group) =>
    groups.filter((other) => ancestors.get(group)?.has(other)).map((other) => `${group} is part of ${other}`),
  );
  if (nested.length === 0) return;
  const detail = `Ask for them apart: ${nested.join(', ')}.`;
  throw new Rejected('malformed', 'Some would count twice.', [
    { parameter: 'group', code: 'may_contain_another', detail },
  ]);
}
