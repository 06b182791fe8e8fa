import { type EditionScope, type EventCursor, reportEventsBetween } from '#read-models/queries';
import { uuidPattern } from '../http/field-kinds.js';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ChangeReader } from './change-lists.js';
import type { KnownChangeDto } from './known-change.dto.js';

type Asked = Omit<Parameters<typeof reportEventsBetween>[1], 'limit' | 'after'>;

/** Reads the reports and amendments that came to be known, in order of when. */
export const knownReader =
  (scope: EditionScope, asked: Asked): ChangeReader<KnownChangeDto> =>
  async ({ limit, after }) => {
    const page = { ...asked, limit, ...(after === undefined ? {} : { after: readKey(after) }) };
    return (await reportEventsBetween(scope, page)).map(({ report, ...event }) => ({
      key: [Date.parse(event.reportedAt), event.id, report.id].join('~'),
      item: { ...event, reports: [report] },
    }));
  };

/** @throws {Rejected} `malformed` when no page has given the key. */
function readKey(key: string): EventCursor {
  const [ms = '', id = '', reportId = ''] = key.split('~');
  const isOurs = isYearKept(Number.parseInt(ms, 10)) && uuidPattern.test(id) && uuidPattern.test(reportId);
  if (!isOurs) throw cursorRefused();
  return { ms: Number(ms), id, reportId };
}

const isYearKept = (ms: number): boolean =>
  Date.parse('0999-01-01T00:00:00Z') <= ms && ms <= Date.parse('9001-12-31T00:00:00Z');
