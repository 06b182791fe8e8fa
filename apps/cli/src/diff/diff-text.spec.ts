import type { DiffItem } from '#editions';
import { diffText } from './diff-text.js';

const item = (part: Partial<DiffItem>): DiffItem => ({
  readModel: 'control',
  subject: { id: 'mosul', name: 'Mosul', detail: null },
  period: null,
  a: { words: 'held by iraq (high)', answer: {} },
  b: { words: 'unknown', answer: null },
  ...part,
});

describe('a diff in words', () => {
  it('is a table for each read model that differs, and says what it left out', () => {
    const period = { from: '2017-03-07T00:00:00.000Z', to: null };
    const report = item({ readModel: 'reports', subject: { id: 'r1', name: 'D001', detail: null } });
    const text = diffText({ a: 'live', b: 'other' }, [
      { readModel: 'control', count: 3, items: [item({ period })] },
      { readModel: 'tallies', count: 0, items: [] },
      { readModel: 'reports', count: 1, items: [report] },
    ]);
    expect(text).toBe(
      [
        'control: 3 differences',
        'WHAT   WHEN                          LIVE                 OTHER',
        'mosul  2017-03-07T00:00:00.000Z – …  held by iraq (high)  unknown',
        'and 2 more',
        '',
        'reports: 1 difference',
        'WHAT  WHEN  LIVE                 OTHER',
        'D001  -     held by iraq (high)  unknown',
        '',
      ].join('\n'),
    );
  });

  it('says so where nothing differs', () => {
    expect(diffText({ a: 'live', b: 'other' }, [{ readModel: 'control', count: 0, items: [] }])).toBe(
      'live and other answer the same.\n',
    );
  });
});
