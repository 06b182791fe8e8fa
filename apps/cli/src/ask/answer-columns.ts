import type { Column } from '../terminal/format-table.js';

/** A row of an answer, by the columns of its CSV. */
export type AnswerRow = Readonly<Record<string, string>>;

/** Stands where there is nothing to show. */
const nothing = '-';
/** A longer text is cut in a table; CSV and JSON have all of it. */
const widest_cell = 64;

const column = (title: string, of: (row: AnswerRow) => string): Column<AnswerRow> => ({
  title,
  of: (row) => {
    const text = [...(of(row) || nothing)];
    return text.length <= widest_cell ? text.join('') : `${text.slice(0, widest_cell - 1).join('')}…`;
  },
});

/** The first of these columns that is not empty. */
const first =
  (...names: readonly string[]) =>
  (row: AnswerRow): string =>
    names.map((name) => row[name] ?? '').find((text) => text !== '') ?? '';

/** Limits of a status, such as `held (most)`, `contested (stale)`. */
const limited = (row: AnswerRow): string => {
  const limits = [row['extent'], row['stale'] === 'true' ? 'stale' : ''].filter(Boolean);
  return `${row['status']}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`;
};

const age = ({ evidence_age_days: days = '', aged }: AnswerRow): string =>
  days === '' ? '' : `${days} d${aged === 'true' ? ' (aged)' : ''}`;

/** A share by days has many places behind the point; a table shows one. */
const rounded = (number: string): string => (number.includes('.') ? Number(number).toFixed(1) : number);

/** `20–`, `3 (2–5)`, `-`: the best number and the least and greatest. */
const range =
  (prefix: string) =>
  (row: AnswerRow): string => {
    const [low, best, high] = ['low', 'best', 'high'].map((end) => rounded(row[`${prefix}_${end}`] ?? ''));
    const ends = low === high ? '' : `${low}–${high}`;
    if (!best) return ends;
    return ends === '' || (low === best && high === best) ? best : `${best} (${ends})`;
  };

const side =
  (when: 'before' | 'after') =>
  (row: AnswerRow): string => {
    const holders = first(`${when}_holders_name`, `${when}_holders`)(row);
    return [row[when], holders].filter(Boolean).join(' ') || range(when)(row);
  };

const place = [column('PLACE', first('place_name', 'place')), column('ID', first('place'))];

/** What a table shows of each answer. */
export const answerColumns: Readonly<Record<string, readonly Column<AnswerRow>[]>> = {
  control: [
    ...place,
    column('STATUS', limited),
    column('HELD BY', first('holders_name', 'holders')),
    column('CONDITIONS', first('conditions')),
    column('CONFIDENCE', first('confidence')),
    column('LAST EVIDENCE', first('last_evidence')),
    column('AGE', age),
  ],
  conditions: [
    ...place,
    column('KIND', first('kind')),
    column('INTEGRITY', first('integrity')),
    column('PASSAGE', first('passage')),
    column('CLOSED TO', first('passage_closed_to_name', 'passage_closed_to')),
    column('CONFIDENCE', first('passage_confidence', 'integrity_confidence')),
    column('LAST EVIDENCE', first('passage_last_evidence', 'integrity_last_evidence')),
  ],
  tallies: [
    column('OF', first('bucket')),
    column('MEASURE', first('measure')),
    column('GROUP', first('group_name', 'group')),
    column('BEST (LOW–HIGH)', range('combined')),
    column('UNIT', first('unit')),
    column('FLAGS', first('flags')),
    column('REPORTS', first('report_numbers', 'reports')),
  ],
  changes: [
    column('LIST', first('list')),
    column('WHAT', (row) => first('place_name', 'place', 'count_places_name', 'summaries')(row)),
    column('OF', (row) => [row['axis'], row['measure'], first('group_name', 'group')(row)].filter(Boolean).join(' ')),
    column('BEFORE', side('before')),
    column('AFTER', side('after')),
    column('REPORTS', first('report_numbers', 'reports')),
  ],
  contradictions: [
    column('STATE', first('state')),
    column('KIND', first('kind')),
    column('PLACE', first('place_name', 'place')),
    column('ON', first('differ_on')),
    column('REPORTS', first('report_numbers', 'reports')),
    column('ACCOUNTS', first('accounts')),
  ],
  reports: [
    column('NUMBER', first('external_id', 'id')),
    column('REPORTED', first('reported_at')),
    column('TYPE', first('type')),
    column('PLACES', first('places_name', 'places')),
    column('OUTLET', first('outlet')),
    column('GRADE', (row) => `${row['reliability'] ?? ''}${row['credibility'] ?? ''}`),
    column('SUMMARY', first('summary')),
  ],
  incidents: [
    column('KEY', first('key')),
    column('COUNT', first('report_count')),
    column('REPORTS', first('report_numbers', 'reports')),
    column('SUMMARIES', first('summaries')),
  ],
  places: [
    column('PLACE', first('name')),
    column('ID', first('id')),
    column('KIND', first('kind')),
    column('PART OF', first('parent_name', 'parent')),
    column('LATITUDE', first('latitude')),
    column('LONGITUDE', first('longitude')),
    column('ZONE', first('time_zone')),
  ],
  actors: [
    column('ACTOR', first('name')),
    column('ID', first('id')),
    column('KIND', first('kind')),
    column('PART OF', first('parents_name', 'parents')),
  ],
  isolation: [
    column('FOR', first('for')),
    column('VERDICT', first('verdict')),
    column('CONFIDENCE', first('confidence')),
    column('OPEN', first('open')),
    column('CLOSED', first('closed')),
    column('BECAUSE', first('because')),
  ],
};
