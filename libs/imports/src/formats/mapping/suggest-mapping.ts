import { type DevelopmentType, developmentTypes } from '#situation';
import type { Table } from '../tables/table.js';
import { dateFormatOf } from './date-format-of.js';
import { open_answers } from './mapping.js';
import { numberFormatOf } from './read-number.js';

const rows_looked_at = 200;

/** What a column may be, by words of its name; the first that fits is taken, and each only once. */
const guesses = {
  externalId: /^(_?id|_?uuid|_id|event_id.*|report_?(no|number|id)|ref(erence)?|serial|nr|no)$/i,
  submitted: /timestamp|submi(t|ssion)|reported?_?(at|on|date)|^start$|_submission_time|published/i,
  date: /^(date|day|today)$|(event|incident|occur\w*|attack).*(date|day)|date.*(event|incident)|^when/i,
  place: /^(place|location|town|village|city|site|where)\b|settlement|neighbou?rhood|locality|admin?_?3|\bwhere\b/i,
  actor: /^(actor|perpetrator|party|armed.*|who)\b|actor|perpetrator|responsible/i,
  killed: /killed|dead|deaths?|fatal/i,
  wounded: /wounded|injur/i,
  displaced: /displaced|families|idp/i,
  type: /type|category|kind|what_kind/i,
  summary: /summary|description|narrative|notes?|details|what[ _]?happened|comment/i,
  source: /source|outlet|informant|reporter|enumerator/i,
} as const;
type Guess = keyof typeof guesses;

/** A mapping that is proposed from a table, to be checked by a person. */
export interface ProposedMapping {
  readonly mapping: object;
  /** The columns that the mapping does not read. */
  readonly unused: readonly string[];
}

/** Proposes a mapping from the names of the columns and the cells of the first rows, by column. */
export function proposedMapping(head: readonly string[], cells: FirstCells): ProposedMapping {
  const found = guessed(head);
  const column = (guess: Guess): string | undefined => found.get(guess);
  const values = (guess: Guess): readonly string[] =>
    [...new Set(cells[column(guess) ?? ''] ?? [])].filter((cell) => cell !== '');
  const dated = (guess: Guess, as: 'day' | 'instant') => ({
    column: column(guess) ?? open_answers.column,
    as,
    ...dateFormatOf(values(guess)),
  });
  const counted = (['killed', 'wounded', 'displaced'] as const).filter((measure) => found.has(measure));
  const mapping = {
    timeZone: 'UTC',
    vocabularies: found.has('type') ? { types: typesNamedBy(values('type')) } : {},
    places: found.has('place')
      ? [{ id: slug(column('place')), name: { column: column('place') }, kind: 'site', timeZone: 'UTC' }]
      : [],
    actors: found.has('actor')
      ? [{ id: slug(column('actor')), name: { column: column('actor') }, kind: 'unknown' }]
      : [],
    report: {
      externalId: { column: column('externalId') ?? open_answers.column },
      type: found.has('type') ? { column: column('type'), vocabulary: 'types' } : open_answers.type,
      summary: { column: column('summary') ?? open_answers.column },
      occurred: {
        from: dated(found.has('date') ? 'date' : 'submitted', 'day'),
        to: dated(found.has('date') ? 'date' : 'submitted', 'day'),
      },
      reportedAt: dated(found.has('submitted') ? 'submitted' : 'date', 'instant'),
      places: found.has('place') ? [slug(column('place'))] : [],
      actors: found.has('actor') ? [{ role: 'by', actor: slug(column('actor')) }] : [],
      figures: counted.map((measure) => figureOf(measure, column(measure), values(measure))),
      source: {
        outlet: open_answers.outlet,
        ...(found.has('source') ? { chain: [{ column: column('source') }, open_answers.outlet] } : {}),
      },
    },
  };
  const used = new Set(found.values());
  const read = ([...counted, 'date', 'submitted'] as const).flatMap(values);
  const empty = [...new Set(read)].filter((cell) => word_for_nothing.test(cell));
  return {
    mapping: empty.length === 0 ? mapping : { ...mapping, empty },
    unused: head.filter((name) => !used.has(name)),
  };
}

const figureOf = (measure: Guess, column: string | undefined, cells: readonly string[]): object => ({
  measure,
  group: 'anyone',
  basis: 'incremental',
  best: { column, as: 'number', ...numberFormatOf(cells) },
});

/** None and nil may be a number: a person says so. */
const word_for_nothing = /^([-–—?.…]+|n\.?[\/.]?a\.?|nan|null|unknown|not known)$/i;

/** The cells of the first rows, by column. */
export type FirstCells = Readonly<Record<string, readonly string[]>>;

export async function firstCells(table: Table): Promise<FirstCells> {
  const cells: Record<string, string[]> = Object.fromEntries(table.head.map((name) => [name, []]));
  let rows = 0;
  for await (const row of table.rows()) {
    for (const name of table.head) cells[name]?.push(row.cells[name] ?? '');
    if ((rows += 1) >= rows_looked_at) break;
  }
  return cells;
}

/** Words that stand for a type by another name. */
const other_names: Readonly<Record<string, DevelopmentType>> = {
  air_strike: 'airstrike',
  battle: 'clash',
  fight: 'clash',
  fighting: 'clash',
  killing: 'casualties_reported',
};

/** The words that name a type, each with it. A word that names none is left out: a person says what it stands for. */
function typesNamedBy(words: readonly string[]): Readonly<Record<string, DevelopmentType>> {
  const named: Record<string, DevelopmentType> = {};
  for (const word of words) {
    const type = typeNamedBy(word.toLowerCase().replace(/[^a-z]+/g, '_'));
    if (type !== undefined) named[word] = type;
  }
  return named;
}

/** `looting_of_shops` names looting; `shelling_or_clash` names two types, and so none. */
function typeNamedBy(word: string): DevelopmentType | undefined {
  const isNamed = (name: string): boolean => new RegExp(`(^|_)${name}(e?s)?(_|$)`).test(word);
  const exact = developmentTypes.find((type) => type === word);
  const others = Object.entries(other_names).flatMap(([name, type]) => (isNamed(name) ? [type] : []));
  const named = new Set([...developmentTypes.filter(isNamed), ...others]);
  return exact ?? (named.size === 1 ? [...named][0] : undefined);
}

const slug = (column: string | undefined) => ({ column, as: 'slug' });

function guessed(head: readonly string[]): ReadonlyMap<Guess, string> {
  const found = new Map<Guess, string>();
  const taken = new Set<string>();
  for (const [guess, pattern] of Object.entries(guesses) as [Guess, RegExp][]) {
    const name = head.find((one) => !taken.has(one) && pattern.test(lastPart(one)));
    if (name === undefined) continue;
    found.set(guess, name);
    taken.add(name);
  }
  return found;
}

/** Form tools put groups in front: `incident/date_of_incident`. */
const lastPart = (name: string): string =>
  (
    name
      .replace(/\s*[([].*$/u, '')
      .split('/')
      .at(-1) ?? name
  )
    .replace(/[.:*]+$/, '')
    .trim();

export function remarks(unused: readonly string[], notices: readonly string[] = []): string {
  return [
    ...notices.map((notice) => `# ${notice}`),
    '# A proposal, made from the names of the columns: check every line, above all timeZone, the vocabularies, the date',
    '# formats (07/03 may be March or July) and the outlet. Then: sitrep import FILE --map THIS --dry-run',
    '# Words of the type column that are not in the vocabulary are refused: add what they stand for.',
    `# Columns that are not used: ${unused.length === 0 ? 'none' : unused.join(', ')}`,
    '',
  ].join('\n');
}
