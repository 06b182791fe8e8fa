import { isLineFile, linesFile } from './lines-file.js';

const file = (name: string, text: string): File => new File([text], name);

describe('files of lines', () => {
  it('are sent as one, in the order in which a campaign is sent, each line saying what it is', async () => {
    const folder = [
      file('amendments.ndjson', '{"kind":"grade"}\n'),
      file('campaign.json', '{}'),
      file('reports.ndjson', '\uFEFF{"externalId":"1"}\r\n\r\n{"externalId":"2"}'),
      file('actors.ndjson', '{"id":"a"}'),
      file('places.ndjson', '{"id":"p"}\n'),
    ];
    const lines = await linesFile(folder);
    expect((await lines.file.text()).trimEnd().split('\n')).toEqual([
      '{"kind":"place","body":{"id":"p"}}',
      '{"kind":"actor","body":{"id":"a"}}',
      '{"externalId":"1"}',
      '{"externalId":"2"}',
      '{"kind":"grade"}',
    ]);
    expect(lines.names).toEqual(['places.ndjson', 'actors.ndjson', 'reports.ndjson', 'amendments.ndjson']);
    expect(lines.file.name).toBe('lines.ndjson');
  });

  it('tell of each line where it stands, blank lines counted', async () => {
    const lines = await linesFile([file('reports.ndjson', '{}\n\n{}'), file('places.ndjson', '{}')]);
    expect([1, 2, 3].map((line) => lines.placeOf(line))).toMatchObject([
      { file: 'places.ndjson', line: 1 },
      { file: 'reports.ndjson', line: 1 },
      { file: 'reports.ndjson', line: 3 },
    ]);
  });

  it('are those that are called so', () => {
    expect(['a.jsonl', 'a.csv', 'a.json'].map((name) => isLineFile({ name }))).toEqual([true, false, false]);
  });
});
