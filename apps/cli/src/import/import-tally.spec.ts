import { ImportTally } from './import-tally.js';

const refused = (pointer: string, detail: string) => ({ kind: 'refused' as const, problems: [{ pointer, detail }] });

describe('the tally of an import', () => {
  it('sums up in one line', () => {
    const tally = new ImportTally('reports', 'reports.ndjson');
    tally.count(1, { kind: 'recorded' });
    expect(tally.summary()).toBe('1 report recorded, 0 already there, 0 refused');
    for (let line = 2; line < 1_200; line += 1) tally.count(line, { kind: 'recorded' });
    tally.count(1_200, { kind: 'present' });
    expect(tally.summary()).toBe('1,199 reports recorded, 1 already there, 0 refused');
  });

  it('counts drafts apart, also those that would be', () => {
    const tally = new ImportTally('reports', 'reports.ndjson', true);
    tally.count(1, { kind: 'recorded', draft: 'new' });
    expect(tally.summary()).toBe(
      '0 reports would be recorded, 0 already there, 0 would be refused; 1 drafts would be recorded, 0 would be revised',
    );
  });

  it('lists what is wrong by line, in the order of the file', () => {
    const tally = new ImportTally('reports', 'reports.ndjson');
    tally.count(12, refused('/places/0', 'No such place.'));
    tally.count(3, refused('', 'Not JSON.\u001b[2J'));
    expect(tally.complaints()).toEqual([
      'reports.ndjson line 3: Not JSON. [2J',
      'reports.ndjson line 12: /places/0: No such place.',
    ]);
  });

  it('counts the refused lines that it does not list', () => {
    const tally = new ImportTally('reports', 'reports.ndjson');
    for (let line = 1; line <= 2_500; line += 1) tally.count(line, refused('', 'No.'));
    expect(tally.complaints()).toHaveLength(1_001);
    expect(tally.complaints().at(-1)).toBe('reports.ndjson: 1,500 more refused');
  });
});
