import { createHash } from 'node:crypto';
import { idOfReference } from '#event-log';
import { foldIdentity, type Measure, measures } from '#situation';

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

type Members = Readonly<Record<string, unknown>>;

/**
 * A digest of what a report says, the same for a body as it is sent and for the report as it is read back. When it was made
 * known makes no difference, nor its grade where `graded` is false.
 */
export function digestOf(report: Members, graded = true): string {
  const { outlet, chain, ...source } = (report['source'] ?? {}) as Members;
  const said = Object.entries(report).filter(([name]) => !beside.has(name));
  const idsOf = (references: unknown): unknown =>
    Array.isArray(references) && references.map((one) => idOf(one, outlet));
  const whole = {
    ...Object.fromEntries(said),
    figures: listOf(report['figures']).map((figure) => figureOf(figure, outlet)),
    incident: incidentOf(report['incident']),
    related: idsOf(report['related']),
    contradicts: idsOf(report['contradicts']),
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

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const idOf = (reference: unknown, outlet: unknown): unknown =>
  typeof reference === 'string' ? idOfReference(reference, String(outlet)) : reference;

const incidentOf = (incident: unknown): unknown =>
  isMembers(incident) ? { ...incident, key: folded(incident['key']) } : incident;

/** A figure with its unit, and with the instants of its period in place of the days that were made of them. */
function figureOf(figure: unknown, outlet: unknown): unknown {
  if (!isMembers(figure)) return figure;
  const { instants, ...said } = figure;
  const [usual] = Object.hasOwn(measures, String(said['measure'])) ? measures[said['measure'] as Measure] : [];
  const period = { ...(said['period'] as object | undefined), ...(instants as object | undefined) };
  return { ...said, period, unit: said['unit'] ?? usual, subsetOf: idOf(said['subsetOf'], outlet) };
}

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
  return defaults[name] === value;
}
