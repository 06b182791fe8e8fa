import { CommandFailed } from '../terminal/command-failed.js';

/** The options of `sitrep report` that say something of the report. */
export interface DraftFlags {
  readonly type?: string;
  readonly summary?: string;
  readonly place?: readonly string[];
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reportedAt?: string;
  readonly outlet?: string;
  readonly via?: readonly string[];
  readonly externalId?: string;
  readonly by?: readonly string[];
  readonly against?: readonly string[];
  readonly grade?: string;
  readonly gained?: readonly string[];
  readonly observed?: readonly string[];
  readonly count?: readonly string[];
  readonly set?: readonly string[];
}

type Json = Record<string, unknown>;

/** The body of POST /v1/reports: what a file says, with what the options say in its place or beside it. @throws {CommandFailed} */
export function draftOf(read: unknown, flags: DraftFlags, now: string): Json {
  if (!isTable(read)) throw new CommandFailed('A report is one JSON object, the body of POST /v1/reports.');
  const { on, from = on, to = on } = flags;
  const occurred = { ...(read['occurred'] as Json | undefined), ...given({ from, to }) };
  const source = { ...(read['source'] as Json | undefined), ...given({ outlet: flags.outlet, chain: flags.via }) };
  const actors = [...actorsOf('by', flags.by), ...actorsOf('against', flags.against)];
  const control = [
    ...(flags.gained ?? []).map((text) => gainOf(text, to)),
    ...(flags.observed ?? []).map((text) => observationOf(text, to)),
  ];
  const figures = (flags.count ?? []).map((text) => figureOf(text, from, to));
  const draft: Json = {
    ...read,
    ...given({ type: flags.type, summary: flags.summary, externalId: flags.externalId, places: flags.place }),
    ...(flags.grade !== undefined && { grade: gradeOf(flags.grade) }),
    occurred,
    source,
    reportedAt: flags.reportedAt ?? read['reportedAt'] ?? now,
    ...listed('actors', read['actors'], actors),
    ...listed('control', read['control'], control),
    ...listed('figures', read['figures'], figures),
  };
  for (const text of flags.set ?? []) setAt(draft, text);
  return draft;
}

const isTable = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const given = (members: Json): Json =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const listed = (name: string, there: unknown, added: readonly Json[]): Json =>
  added.length === 0 ? {} : { [name]: [...(Array.isArray(there) ? (there as Json[]) : []), ...added] };

const actorsOf = (role: string, actors: readonly string[] = []): Json[] => actors.map((actor) => ({ role, actor }));

/** `B2`. */
function gradeOf(text: string): Json {
  const [, reliability, credibility] = /^([A-F])([1-6])$/i.exec(text) ?? unread('--grade', text, 'B2');
  return { reliability: reliability?.toUpperCase(), credibility: Number(credibility) };
}

/** `mosul:iraq` or `mosul:iraq:islamic-state`. */
function gainOf(text: string, effective: string | undefined): Json {
  const [place, holder, takenFrom, ...more] = text.split(':');
  if (!place || !holder || more.length > 0) unread('--gained', text, 'mosul:iraq:islamic-state');
  return { place, effect: 'gained', holders: [holder], ...given({ takenFrom, effective }) };
}

/** `mosul:iraq`. */
function observationOf(text: string, effective: string | undefined): Json {
  const [place, holder, ...more] = text.split(':');
  if (!place || !holder || more.length > 0) unread('--observed', text, 'mosul:iraq');
  return { place, effect: 'observed', holders: [holder], ...given({ effective }) };
}

/** `killed:civilians:4`, `killed:civilians:3-5`. */
function figureOf(text: string, from: string | undefined, to: string | undefined): Json {
  const [, measure, group, low, high] =
    /^([a-z_]+):([a-z0-9_-]+):(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text) ??
    unread('--count', text, 'killed:civilians:4 or killed:civilians:3-5');
  const number = high === undefined ? { best: Number(low) } : { low: Number(low), high: Number(high) };
  const period = given({ from, to });
  return { measure, group, basis: 'incremental', ...number, ...(Object.keys(period).length > 0 && { period }) };
}

/** `/control/0/confidence=high`: the value is JSON where it can be read as JSON, else a text. */
function setAt(draft: Json, text: string): void {
  const [, pointer = '', written = ''] =
    /^((?:\/[^/=]+)+)=(.*)$/s.exec(text) ?? unread('--set', text, '/note=Unconfirmed');
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop() ?? '';
  let at: unknown = draft;
  for (const [index, step] of steps.entries()) {
    const table = at as Json;
    const next = steps[index + 1] ?? last;
    if (!Object.hasOwn(table, step)) put(table, step, /^\d+$/.test(next) ? [] : {}, text);
    at = table[step];
    if (typeof at !== 'object' || at === null)
      throw new CommandFailed(`--set "${text}": there is a value at ${step} already, with nothing inside it.`);
  }
  put(at as Json, last, valueOf(written), text);
}

function put(table: Json, name: string, value: unknown, text: string): void {
  if (name === '__proto__') throw new CommandFailed(`--set "${text}": a report has no member of that name.`);
  if (!Array.isArray(table)) return void (table[name] = value);
  if (!/^\d+$/.test(name) || Number(name) > table.length)
    throw new CommandFailed(
      `--set "${text}": the list goes to ${table.length - 1}, and its next index is ${table.length}.`,
    );
  table[Number(name)] = value;
}

function valueOf(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

function unread(option: string, text: string, right: string): never {
  throw new CommandFailed(`${option} is "${text}"; it must be such as ${right}.`);
}
