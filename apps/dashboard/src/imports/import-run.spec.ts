import { begun, no_options, partsOf, rejectsFile, withLines } from './import-run.js';

const refused = { line: 5, column: 'killed', pointer: '/figures/0/best', reason: '"some" is no number.' };

describe('the answer to an import', () => {
  it('tells how far it is, what is refused, and at last what became of all', () => {
    const lines = [{ phase: 'rows', rows: 500, of: 7000 }, { refused }, { phase: 'rows', rows: 1000, of: 7000 }];
    const run = withLines(
      begun({ dryRun: true, options: no_options }),
      lines.map((line) => JSON.stringify(line)),
    );
    expect(run).toMatchObject({ phase: 'rows', rows: 1000, of: 7000, refused: [refused], end: undefined });
    const ended = withLines(run, ['', JSON.stringify({ done: true, reports: { recorded: 6999 } })]);
    expect(ended).toMatchObject({ rows: 1000, refused: [refused], end: { done: true, reports: { recorded: 6999 } } });
  });

  it('is asked for with what the file does not say of itself, and with nothing that nobody said', () => {
    expect(partsOf(no_options)).toEqual([]);
    expect(partsOf({ format: 'geonames', timeZone: 'Asia/Baghdad', published: '2019-06-01', draft: true })).toEqual([
      ['format', 'geonames'],
      ['timeZone', 'Asia/Baghdad'],
      ['published', '2019-06-01'],
      ['draft', 'true'],
    ]);
  });

  it('makes of the rows of such a file one that has its columns once', () => {
    const again = ['sitrep_line', 'sitrep_column', 'sitrep_pointer', 'sitrep_reason', 'killed'];
    const row = { ...refused, line: 2, cells: { sitrep_line: '5', sitrep_reason: 'old', killed: 'some' } };
    expect(rejectsFile(again, [row])).toBe(rejectsFile(['killed'], [row]));
  });

  it('gives the refused rows as a file, each once, with its cells as they were', () => {
    const cells = { killed: 'some', what: 'A "big" bomb,\nsaid they' };
    const twice = { ...refused, column: 'what', cells };
    const file = rejectsFile(['killed', 'what'], [{ ...refused, cells }, twice]);
    expect(file.split('\r\n')).toEqual([
      'sitrep_line,sitrep_column,sitrep_pointer,sitrep_reason,killed,what',
      '5,killed | what,/figures/0/best | /figures/0/best,"""some"" is no number. | ""some"" is no number.",some,"A ""big"" bomb,\nsaid they"',
      '',
    ]);
  });
});
