import { formatTable, type Column } from './format-table.js';

const columns: Column<[string, string]>[] = [
  { title: 'place', of: ([place]) => place },
  { title: 'status', of: ([, status]) => status },
];

describe('a table', () => {
  it('is aligned, without blanks at the end of a line', () => {
    const rows: [string, string][] = [
      ['tikrit', 'held'],
      ['road-mosul-tal-afar', 'inferred'],
    ];
    expect(formatTable(columns, rows)).toBe(
      'place                status\ntikrit               held\nroad-mosul-tal-afar  inferred\n',
    );
  });

  it('without rows shows its titles', () => {
    expect(formatTable(columns, [])).toBe('place  status\n');
  });

  it('counts an accent as part of its letter', () => {
    expect(formatTable(columns, [['e\u0301e\u0301e\u0301e\u0301e\u0301', 'x']])).toMatch(/\u0301 {2}x\n/);
  });

  it('lets no cell steer the terminal', () => {
    expect(formatTable(columns, [['\u001b[2Jgone', 'a\nb']])).toBe('place     status\n [2Jgone  a b\n');
  });
});
