import type { PolicyDto } from 'sitrep-api';

/** Rules of whose word counts; the first is that of an edition which names none. */
export const policies: readonly PolicyDto['policy'][] = ['all-sources@1', 'admission-against-interest@1'];

/** What the screen asks: the query of the address, read. Days are `YYYY-MM-DD`. */
export interface Question {
  /** The world date; undefined: the last day with reports. */
  readonly d: string | undefined;
  /** The known date; undefined: now. */
  readonly k: string | undefined;
  /** The known date follows the world date. */
  readonly linked: boolean;
  readonly edition: string | undefined;
  /** In place of an edition: one that is finished, exactly as it was when somebody linked to it. */
  readonly snapshot: string | undefined;
  /** Whose word counts, as the API names it; undefined: as the edition has it. */
  readonly policy: PolicyDto['policy'] | undefined;
  /** `claimed`: what each side claims stands beside the answers; undefined: the answers alone. */
  readonly stance: 'claimed' | undefined;
  /** Only this place and what lies in it. */
  readonly within: string | undefined;
  readonly place: string | undefined;
  readonly party: readonly string[];
  readonly status: readonly string[];
  readonly kind: readonly string[];
  /** Of the feed: the type, the outlet, words of the summary, and grades, such as `A`, `B` or `2`. */
  readonly type: string | undefined;
  readonly outlet: string | undefined;
  readonly text: string | undefined;
  readonly grade: readonly string[];
  /** Of the feed: only what the log has recorded since this instant. */
  readonly recorded: string | undefined;
  /** The counts in sight, `MEASURE:GROUP` or `MEASURE:GROUP:PLACE`; none: those of the desk. */
  readonly pins: readonly string[];
  /** The second question of a compare: `d:DAY`, `k:DAY`, `k:now` or `edition:NAME`. */
  readonly vs: string | undefined;
  /** The position of the log from which this was answered when somebody linked to exactly this. */
  readonly at: string | undefined;
  /** The place of the close-up; undefined: the most crowded one. */
  readonly close: string | undefined;
  /** How far the review of drafts is, or whether contradictions are open. Of the queue of drafts also: what they were sent together with, and to whom they are assigned. */
  readonly state: readonly string[];
  readonly bundle: string | undefined;
  readonly assignee: string | undefined;
  /** Of the briefing: the earlier day; undefined: the day before the world date. */
  readonly from: string | undefined;
  readonly theme: 'light' | 'dark' | undefined;
  readonly lang: string | undefined;
}

/** A question, and the parameters that say nothing that can be asked. */
export interface ReadQuestion {
  readonly question: Question;
  readonly dropped: readonly string[];
}

const statuses = ['held', 'inferred', 'transition', 'contested', 'divided', 'unknown', 'aged'];
const states = ['new', 'in_review', 'needs_work', 'approved', 'rejected', 'open', 'settled', 'all'];
const slug = /^[a-z0-9][a-z0-9-]{0,79}$/;
/** What a finished edition is called with the digest of its rows. */
const snapshot_token = /^[0-9a-f-]{36}\.\d[\d-]{0,200}\.\d{1,9}\.[0-9a-f]{64}$/;
const pin = /^[a-z_]{1,40}(:[a-z0-9-]{1,80}){1,2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
/** Those that there are messages in. */
export const languages = ['en', 'fr', 'ar'] as const;

/** Reads a query; what cannot be meant is dropped and named. */
export function readQuestion(query: string): ReadQuestion {
  const given = new URLSearchParams(query);
  const dropped: string[] = [];
  const one = (name: string, allowed: (value: string) => boolean): string | undefined => {
    const value = given.get(name);
    if (value === null || value === '') return undefined;
    if (allowed(value)) return value;
    dropped.push(`${name}=${value}`);
    return undefined;
  };
  const list = (name: string, allowed: (value: string) => boolean): readonly string[] => {
    const values = (given.get(name) ?? '').split(',').filter((value) => value !== '');
    dropped.push(...values.filter((value) => !allowed(value)).map((value) => `${name}=${value}`));
    return values.filter(allowed);
  };
  const k = given.get('k') === 'now' ? undefined : one('k', isDay);
  const question: Question = {
    d: one('d', isDay),
    k,
    linked: given.get('link') === '1',
    edition: one('edition', (value) => slug.test(value)),
    snapshot: one('snapshot', (value) => snapshot_token.test(value)),
    policy: one('policy', (value) => (policies as readonly string[]).includes(value)) as Question['policy'],
    stance: one('stance', (value) => value === 'claimed') as Question['stance'],
    within: one('within', (value) => slug.test(value)),
    place: one('place', (value) => slug.test(value)),
    party: list('party', (value) => slug.test(value)),
    status: list('status', (value) => statuses.includes(value)),
    kind: list('kind', (value) => slug.test(value)),
    type: one('type', (value) => /^[a-z_]{1,60}$/.test(value)),
    outlet: one('outlet', (value) => value.length <= 200),
    text: one('text', (value) => value.length <= 200),
    grade: list('grade', (value) => /^([A-F]|[1-6])$/.test(value)),
    recorded: one('recorded', (value) => instant.test(value)),
    pins: list('pins', (value) => pin.test(value)),
    vs: one('vs', isSecond),
    at: one('at', (value) => /^\d{1,18}(-\d{1,18})*$/.test(value)),
    close: one('close', (value) => slug.test(value)),
    state: list('state', (value) => states.includes(value)),
    bundle: one('bundle', (value) => /^[\w.:-]{1,100}$/.test(value)),
    assignee: one('assignee', (value) => value.length <= 200),
    from: one('from', isDay),
    theme: one('theme', (value) => value === 'light' || value === 'dark') as Question['theme'],
    lang: one('lang', (value) => (languages as readonly string[]).includes(value)),
  };
  return { question, dropped };
}

const isSecond = (value: string): boolean =>
  /^(d|k):/.test(value) ? isDay(value.slice(2)) || value === 'k:now' : /^edition:[a-z0-9-]+$/.test(value);

/** True for a day that the calendar has. */
export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= last;
}

/** A year that is being typed begins with noughts. */
const first_year = '1000';

/** True for a day that somebody has typed to its end. */
export const isTypedDay = (value: string): boolean => isDay(value) && value >= first_year;

/** The query of a question; what has its default is left out. */
export function writeQuestion(question: Question): string {
  const { linked, ...rest } = question;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    const text = Array.isArray(value) ? value.join(',') : (value as string | undefined);
    if (text !== undefined && text !== '') query.set(name, text);
  }
  if (linked) query.set('link', '1');
  return query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%40', '@');
}
