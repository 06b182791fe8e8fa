import { createHash } from 'node:crypto';
import { foldIdentity } from '#situation';

/** What a report says where it does not say it: the api fills these in. */
const defaults: Readonly<Record<string, unknown>> = {
  nature: 'event',
  anonymity: 'outlet_itself',
  group: 'anyone',
  relation: 'same_event',
  confidence: 'low',
};
/** Members that say nothing of what the report says: who it is, since when it is known, and what a history has beside it. */
const beside: ReadonlySet<string> = new Set([
  ...(['id', 'reportedAt', 'version', 'knownFrom', 'knownTo'] as const),
  ...(['by', 'citation', 'changed'] as const),
]);
/** The first unit of most measures. */
const usual_unit = 'people';

type Members = Readonly<Record<string, unknown>>;

/**
 * A digest of what a report says, the same for a body as it is sent and for the report as it is read back. When it was made
 * known makes no difference, nor its grade where `graded` is false.
 */
export function digestOf(report: Members, graded = true): string {
  const { outlet, chain, ...source } = (report['source'] ?? {}) as Members;
  const said = Object.entries(report).filter(([name]) => !beside.has(name));
  const whole = {
    ...Object.fromEntries(said),
    source: { ...source, outlet: folded(outlet), chain: folded(chain ?? [outlet]) },
    externalId: folded(report['externalId']),
    grade: graded ? (report['grade'] ?? { reliability: 'F', credibility: 6 }) : undefined,
    occurred: occurredOf((report['occurred'] ?? {}) as Members),
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(whole)))
    .digest('base64');
}

/** Folds an identifier as the api does before it stores one. */
export const folded = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(folded);
  return typeof value === 'string' ? foldIdentity(value) : value;
};

function occurredOf(occurred: Members): Members {
  const { from, to, precision } = occurred;
  if (precision !== undefined) return occurred;
  const isInstant = [from, to].some((moment) => typeof moment === 'string' && moment.includes('T'));
  return { ...occurred, precision: from === undefined ? 'unknown' : isInstant ? 'instant' : 'day' };
}

/** Without what is empty or filled in, its members in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .map(([name, member]): [string, unknown] => [name, canonical(member)])
    .filter(([name, member]) => !isSaidAnyway(name, member));
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isSaidAnyway(name: string, value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'object') return Object.keys(value).length === 0;
  return defaults[name] === value || (name === 'unit' && value === usual_unit);
}
