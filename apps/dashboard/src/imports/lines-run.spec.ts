import { isLineFile, lineFilesOf, type LinesRun, portionsOf, withResults } from './lines-run.js';

const named = (name: string): File => ({ name }) as File;
const run: LinesRun = {
  done: 0,
  of: 3,
  recorded: 0,
  repeated: 0,
  drafts: 0,
  refused: [],
  isEnded: false,
  bundle: 'import-1',
};

describe('files of lines', () => {
  it('are those that are called so, in the order in which a campaign is sent', () => {
    const folder = ['amendments.ndjson', 'campaign.json', 'reports.ndjson', 'actors.ndjson', 'places.ndjson'];
    const files = lineFilesOf(folder.map(named));
    expect(files.map(({ file, kind }) => [file.name, kind])).toEqual([
      ['places.ndjson', 'place'],
      ['actors.ndjson', 'actor'],
      ['reports.ndjson', undefined],
      ['amendments.ndjson', undefined],
    ]);
    expect(['a.jsonl', 'a.csv', 'a.json'].map((name) => isLineFile(named(name)))).toEqual([true, false, false]);
  });

  it('go out in portions that one request takes', () => {
    const lines = Array.from({ length: 1001 }, () => ({ text: '{}' }));
    expect(portionsOf(lines).map(({ length }) => length)).toEqual([500, 500, 1]);
    const long = Array.from({ length: 3 }, () => ({ text: 'x'.repeat(3_000_000) }));
    expect(portionsOf(long)).toHaveLength(3);
  });

  it('tell of each line by its file and its number there, blank lines counted', () => {
    const portion = [
      { file: 'reports.ndjson', number: 1 },
      { file: 'reports.ndjson', number: 3 },
      { file: 'reports.ndjson', number: 4 },
    ];
    const results = [
      { line: 1, status: 201, review: 'new' },
      { line: 2, status: 200 },
      { line: 3, status: 422, problem: { title: 'No', errors: [{ pointer: '/type', detail: 'No such type.' }] } },
      { done: true, lines: 3 },
    ];
    expect(withResults(run, portion, [...results.map((one) => JSON.stringify(one)), ''])).toMatchObject({
      done: 3,
      recorded: 1,
      repeated: 1,
      drafts: 1,
      refused: [{ file: 'reports.ndjson', line: 4, reason: '/type No such type.' }],
    });
  });
});
