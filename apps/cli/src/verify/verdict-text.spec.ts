import type { Verification } from '#editions';
import { verdictText } from './verdict-text.js';

const digests = { stored: 'a', expected: 'a' };
const equal: Verification = {
  equal: true,
  position: '331',
  read: 331,
  applied: 329,
  parked: 2,
  parkedReadable: 0,
  tables: [{ table: 'place', stored: 67, expected: 67, differing: 0, digests }],
  differing: 0,
  differences: [],
  findingCount: 0,
  findings: [],
  digest: 'd1',
  tableDigests: [],
};

describe('a verdict in words', () => {
  it('says what was compared, and that it is equal', () => {
    expect(verdictText('live', equal)).toBe(
      [
        'Edition live at 331: 331 events read, 329 applied, 2 parked',
        '',
        'TABLE  STORED  EXPECTED  DIFFERING',
        'place  67      67        0',
        '',
        'Equal: every row is the one that the log gives.',
        'Digest d1',
        '',
      ].join('\n'),
    );
  });

  it('names the rows that differ with what they rest on, and the checks that failed', () => {
    const text = verdictText('live', {
      ...equal,
      equal: false,
      parkedReadable: 1,
      differing: 1,
      findingCount: 1,
      findings: [{ check: 'overlap', detail: 'control_span, mosul: one overlaps another' }],
      differences: [
        {
          table: 'control_span',
          key: 'mosul',
          kind: 'changed',
          row: { valid_from: '-Infinity', extent: null },
          columns: [{ column: 'status', stored: 'held', expected: 'contested' }],
          events: [{ id: 'e1', at: '0-17' }],
          reports: ['r1'],
        },
      ],
    });
    expect(text).toContain('2 parked (1 could be read today: sitrep redrive)\n');
    expect(text).toContain(
      [
        'overlap: control_span, mosul: one overlaps another',
        'control_span, mosul: a row says something else: valid_from "-Infinity"',
        '  status: stored "held", expected "contested"',
        '  events: e1 at 0-17',
        '  reports: r1',
        'Not equal: 1 row differs, 1 check failed.',
      ].join('\n'),
    );
  });
});
