import { uuidPattern } from '#event-log';
import { type EditionScope, type EventCursor, reportEventsBetween, versionsMade } from '#read-models/queries';
import { differencesOfVersions } from '../corrections/version-differences.js';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ChangeReader } from './change-lists.js';
import type { KnownChangeDto } from './known-change.dto.js';

type Asked = Omit<Parameters<typeof reportEventsBetween>[1], 'limit' | 'after'>;

/** Reads the reports and amendments that came to be known, in order of when, each with what it changed of its report. */
export const knownReader =
  (scope: EditionScope, asked: Asked): ChangeReader<KnownChangeDto> =>
  async ({ limit, after }) => {
    const page = { ...asked, limit, ...(after === undefined ? {} : { after: readKey(after) }) };
    const events = await reportEventsBetween(scope, page);
    const amended = events.filter(({ kind }) => kind !== 'reported').map(({ id }) => id);
    const made = amended.length === 0 ? undefined : await versionsMade(scope, amended);
    return events.map(({ report, ...event }) => {
      const versions = made?.get(event.id);
      const changed = versions === undefined ? [] : differencesOfVersions(versions.before, versions.after);
      const key = [Date.parse(event.reportedAt), event.id, report.id].join('~');
      return { key, item: { ...event, changed, reports: [report] } };
    });
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
