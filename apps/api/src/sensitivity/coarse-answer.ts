import type { PublicView } from '#platform';
import { withheld_word } from '#read-models/queries';

/** What an answer came to for a reader, and how many reports behind it are withheld. */
export interface CoarseAnswer<Answer> {
  readonly answer: Answer;
  readonly withheld: number;
}

const uuid_anywhere = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Moments of a report or a claim of it; `occurred` and its like are coarse where they are read. */
const moments = new Set(['knownFrom', 'knownTo', 'reportedAt', 'effective', 'windowFrom', 'windowTo', 'since', 'at']);
const numbers = new Set(['low', 'best', 'high']);
/** Says who sent or said it, or what it was in so many words. */
const emptied = new Set(['by', 'wording', 'note', 'remarks', 'takenFrom', 'formations', 'extent', 'conditions']);

/** Of something counted, what is that of its one report where it has but one. */
const ofOneReport = new Set(['from', 'to', 'places', 'whole', 'remainder', 'adds']);

/** Every id in an answer that can be one of a report, in lower case, each once. */
export const idsIn = (answer: unknown): readonly string[] => [
  ...new Set((JSON.stringify(answer) ?? '').match(uuid_anywhere)?.map((id) => id.toLowerCase())),
];

/** Returns the text with each of these ids replaced. */
export const withIds = (text: string, ids: ReadonlyMap<string, string>): string =>
  text.replaceAll(uuid_anywhere, (id) => ids.get(id.toLowerCase()) ?? id);

/**
 * Coarsens what an answer tells of reports that are withheld from its reader; `pseudonyms` has these reports by id. What
 * the words are and who says it was never read for this reader (`shownTo`); this takes care of what a resolved answer
 * carries on: the ids, from which an outlet's number could be guessed, and exact moments and numbers of one report.
 */
export function coarseAnswer<Answer>(
  answer: Answer,
  pseudonyms: ReadonlyMap<string, string>,
  view: PublicView,
): CoarseAnswer<Answer> {
  if (pseudonyms.size === 0) return { answer, withheld: 0 };
  const walk = new Walk(pseudonyms, view);
  return { answer: walk.of(answer, false) as Answer, withheld: walk.seen.size };
}

type Node = Readonly<Record<string, unknown>>;

class Walk {
  readonly seen = new Set<string>();

  constructor(
    private readonly pseudonyms: ReadonlyMap<string, string>,
    private readonly view: PublicView,
  ) {}

  /** `isWithheld`: the value belongs to what is told of one report that is withheld. */
  of(value: unknown, isWithheld: boolean): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.of(one, isWithheld));
    if (typeof value !== 'object' || value === null || !isWalked(value)) return value;
    return this.node(value as Node, isWithheld);
  }

  private text(text: string): string {
    return text.replaceAll(uuid_anywhere, (id) => {
      const pseudonym = this.pseudonyms.get(id.toLowerCase());
      if (pseudonym !== undefined) this.seen.add(id.toLowerCase());
      return pseudonym ?? id;
    });
  }

  private node(node: Node, isInside: boolean): Node {
    const named = reportNamed(node);
    const isWithheld = named === undefined ? isInside : this.pseudonyms.has(named) || (isInside && !('report' in node));
    const behind = restsOn(node['reports']);
    const rests = behind.some((id) => this.pseudonyms.has(id));
    const isOpen = behind.some((id) => !this.pseudonyms.has(id));
    const isAlone = this.isOfWithheldAlone(node['accounts']);
    const coarse = Object.entries(node).map(([name, value]): [string, unknown] => {
      if (isAlone && ofOneReport.has(name)) return [name, this.ofOne(value)];
      if (isWithheld && name === 'citation') return [name, this.citation(value, named)];
      if (isWithheld) return [name, numbers.has(name) ? this.number(name, node) : this.member(name, value)];
      return [name, rests ? this.resting(name, value, isOpen) : this.of(value, false)];
    });
    return Object.fromEntries(isWithheld && named !== undefined ? [...coarse, ['withheld', true]] : coarse);
  }

  /** True of what is counted by reports that are withheld, and by no other: its numbers are theirs. */
  private isOfWithheldAlone(accounts: unknown): boolean {
    if (!Array.isArray(accounts) || accounts.length === 0) return false;
    return accounts.every((one: Node) => this.pseudonyms.has(reportNamed(one) ?? ''));
  }

  /** A citation begins with the first eight digits of the id where its outlet's number is withheld. */
  private citation(value: unknown, id = ''): unknown {
    const pseudonym = this.pseudonyms.get(id);
    const text = this.of(value, true);
    return typeof text === 'string' && pseudonym ? text.replace(id.slice(0, 8), pseudonym.slice(0, 8)) : text;
  }

  /** A member of what one report says. */
  private member(name: string, value: unknown): unknown {
    if (moments.has(name) && typeof value === 'string') return coarseMoment(value, this.view);
    if (emptied.has(name)) return Array.isArray(value) ? [] : null;
    return this.of(value, true);
  }

  /** The same of what is counted: its days are coarse, its places are not named, and its numbers are those of one report. */
  private ofOne(value: unknown): unknown {
    if (Array.isArray(value)) return [];
    return typeof value === 'string' ? coarseMoment(value, this.view) : this.of(value, true);
  }

  /** The same since a coarse moment: of reports that say the same, the one that is withheld may say since when. */
  private dated(node: Node): Node {
    const { effective } = node;
    return typeof effective === 'string' ? { ...node, effective: coarseMoment(effective, this.view) } : node;
  }

  /** A number of one report: none, or the ends of its power of ten. */
  private number(name: string, node: Node): number | null {
    const given = node[name] ?? node['best'];
    if (this.view.count === 'none' || name === 'best' || typeof given !== 'number') return null;
    const magnitude = given < 1 ? 0 : 10 ** Math.floor(Math.log10(given));
    return name === 'low' ? magnitude : Math.max(0, 10 * magnitude - 1);
  }

  /**
   * A member of an answer that rests on a withheld report: its value is kept, its moments are made coarse. `isOpen`: an open report
   * says the same; without one, the words of an account in a contradiction are left out.
   */
  private resting(name: string, value: unknown, isOpen: boolean): unknown {
    if (name === 'says' && !isOpen) return withheld_word;
    if (name === 'coded' && Array.isArray(value)) return isOpen ? value.map((one: Node) => this.dated(one)) : [];
    if (name === 'lastEvidence' && typeof value === 'string') return coarseMoment(value, this.view);
    if (name === 'evidenceAgeDays' && this.view.time !== 'day') return null;
    // Whose running total it is; the columns of a row of a report.
    if (['origin', 'source', 'row', 'columns'].includes(name)) return Array.isArray(value) ? [] : null;
    return this.of(value, false);
  }
}

/** False of what has a text or bytes of its own: a date, a buffer, a file. Whatever else is answered is walked, of any class. */
export const isWalked = (value: object): boolean =>
  !ArrayBuffer.isView(value) && !['toJSON', 'pipe', 'getStream'].some((name) => name in value);

const idOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.toLowerCase() : undefined);

/** The report that an object tells of, if it names one. */
function reportNamed(node: Node): string | undefined {
  const { report, reportId, id } = node;
  if (typeof report === 'object' && report !== null) return idOf((report as Node)['id']);
  return idOf(report) ?? idOf(reportId) ?? idOf(id);
}

function restsOn(reports: unknown): readonly string[] {
  if (!Array.isArray(reports)) return [];
  return reports.flatMap(
    (one: unknown) => idOf(typeof one === 'object' && one !== null ? (one as Node)['id'] : one) ?? [],
  );
}

/** The first day of the period around a day or an instant, written as either was; any other text as it is. */
export function coarseMoment(text: string, { time }: Pick<PublicView, 'time'>): string {
  const [, year = '', month = '', day = '', rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/.exec(text) ?? [];
  if (year === '') return text;
  const first = `${year}-${time === 'year' ? '01' : month}-${time === 'day' ? day : time === 'week' ? day : '01'}`;
  const start = time === 'week' ? mondayOf(first) : first;
  return rest === '' ? start : `${start}T00:00:00.000Z`;
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
