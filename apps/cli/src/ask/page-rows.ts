import { controlChangeKinds } from '#situation';
import type { AnswerRow } from './answer-columns.js';

type Members = Readonly<Record<string, unknown>>;

/** A page of a list, as JSON. */
export interface AnswerPage extends Members {
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

/** Lists of changes, in the order in which they are answered. */
const changeLists = [...controlChangeKinds, 'conditions', 'counts', 'known'] as const;

const kinds: Readonly<Record<string, string>> = { conditions: 'condition', counts: 'count', known: 'known' };
const kindOf = (list: string): string => kinds[list] ?? 'control';

/** The items of a page; a change says in `list` which list it stands in, and is as files have it. */
export const itemsOf = (page: AnswerPage): readonly Members[] =>
  page['items'] === undefined
    ? changeLists.flatMap((list) =>
        membersIn(page[list]).map((item) => ({ list, reports: item['reports'], [kindOf(list)]: item })),
      )
    : membersIn(page['items']);

/** An item as a row of its table: members of members have both names, `grade_reliability`. Ids without a name stay ids. */
export function rowOf(whole: Members, names: unknown): AnswerRow {
  const { list } = whole;
  const change = typeof list === 'string' ? whole[kindOf(list)] : undefined;
  const item: Members = isMembers(change) ? { ...change, list } : whole;
  const row: Record<string, string> = {};
  flatten(item, '', isMembers(names) ? names : {}, row);
  const reports = membersIn(item['reports']).map(({ report, ...own }) => ({
    ...own,
    ...(isMembers(report) && report),
  }));
  const parents = membersIn(item['parents']).map(({ actor }) => actor);
  const [place, about, source, grade, location, differ] = [
    'place',
    'about',
    'source',
    'grade',
    'location',
    'differ',
  ].map((name) => (isMembers(item[name]) ? item[name] : {}));
  const own = {
    kind: item['kind'] ?? place?.['kind'],
    place: row['place'] ?? about?.['place'],
    outlet: source?.['outlet'],
    reliability: grade?.['reliability'],
    credibility: grade?.['credibility'],
    latitude: location?.['lat'],
    longitude: location?.['lon'],
    parents,
    accounts: membersIn(differ?.['accounts']).map(({ says }) => says),
    count_places_name: item['list'] === 'counts' ? item['places'] : undefined,
    report_count: reports.length,
    reports: reports.map(({ id }) => id),
    report_numbers: reports.flatMap(({ externalId }) => externalId ?? []),
    summaries: reports.map(({ summary }) => summary),
  };
  for (const side of ['before', 'after', 'integrity', 'passage'])
    row[side] ??= row[`${side}_status`] ?? row[`${side}_state`] ?? '';
  return { ...row, ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, textOf(value)])) };
}

function flatten(members: Members, prefix: string, names: Members, row: Record<string, string>): void {
  for (const [member, value] of Object.entries(members)) {
    const name = prefix + member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (isMembers(value)) {
      if (typeof value['id'] === 'string') row[name] = value['id'];
      flatten(value, `${name}_`, names, row);
    } else {
      row[name] = textOf(value);
      if (typeof value === 'string' || Array.isArray(value)) row[`${name}_name`] ??= namedIn(value, names);
    }
  }
}

/** What ids are called where one of them has a name. */
function namedIn(value: unknown, names: Members): string {
  const ids = [value].flat().map(String);
  return ids.some((id) => Object.hasOwn(names, id)) ? ids.map((id) => String(names[id] ?? id)).join('; ') : '';
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value as string | number);
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersIn = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);
