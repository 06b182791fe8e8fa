import type { PreparedImport, Row } from '../formats/prepared-import.js';
import type { Table } from '../formats/tables/table.js';
import type { LineSender } from './import-lines.js';
import { importRows } from './import-rows.js';
import type { KnownBefore } from './known-before.js';
import { RowsOutcome } from './rows-outcome.js';

const rows = Array.from({ length: 1_200 }, (_none, index): Row => ({ line: index + 2, cells: { id: `${index}` } }));
const table: Table = {
  name: 'table.csv',
  head: ['id'],
  async *rows() {
    yield* rows;
  },
};
const prepared: PreparedImport = {
  format: 'table',
  rows: rows.length,
  outlets: ['Desk'],
  covers: ({ within, from }) => within.includes('iraq') && from < '2018',
  notices: [],
  registrations: [
    { kind: 'place', body: { id: 'mosul' } },
    { kind: 'place', body: { id: 'raqqa' } },
  ],
  read: ({ cells }) => ({ draft: { externalId: cells['id'], source: { outlet: 'Desk' } }, columnAt: () => 'id' }),
  correctedAt: () => '2019-06-01T00:00:00Z',
};
const known = {
  places: new Map([
    ['mosul', 'iraq'],
    ['iraq', undefined],
  ]),
  actors: new Set<string>(),
  reports: new Map(
    [
      ['gone', 'mosul', '2017-03-07'],
      ['elsewhere', 'raqqa', '2017-03-07'],
      ['later', 'mosul', '2019-03-07'],
    ].map(([id = '', place, from = '']) => [
      `Desk\u001f${id}`,
      { id, version: 1, knownFromMs: 0, says: undefined, grade: undefined, place, occurred: { from } },
    ]),
  ),
  historyOf: () => Promise.reject(new Error('nothing was amended')),
};

function run(
  signal?: AbortSignal,
  onDone: (phase: string, count: number) => void = () => undefined,
  before: KnownBefore = known,
) {
  const sent: string[][] = [];
  const send: LineSender['send'] = async (lines) => {
    sent.push(lines.map(String));
    return lines.map(() => ({ kind: 'recorded' as const }));
  };
  const outcome = new RowsOutcome('table', false);
  const options = { known: before, outcome, rejects: undefined, onDone, ...(signal === undefined ? {} : { signal }) };
  const done = importRows(table, prepared, { ...options, sender: { send } });
  return { sent, outcome, done };
}

describe('importing rows', () => {
  it('registers only what is not there, sends rows in pieces and in order, and lists what has vanished', async () => {
    const { sent, outcome, done } = run();
    await done;
    expect(sent.map((lines) => lines.length)).toEqual([1, 500, 500, 200]);
    expect(sent[0]![0]).toContain('raqqa');
    expect(outcome).toMatchObject({
      recorded: 1_200,
      registered: { place: 1, actor: 0, present: 1 },
      vanished: ['gone'],
    });
  });

  it('asks for the histories of amended reports eight at a time, each once', async () => {
    const [asked, most] = [new Set<string>(), { now: 0, ever: 0 }];
    const says = { graded: 'x', ungraded: 'x' };
    const amended = { version: 2, knownFromMs: 0, says, grade: undefined, place: undefined, occurred: {} };
    const { outcome, done } = run(undefined, undefined, {
      ...known,
      reports: new Map(rows.map(({ line }) => [`Desk\u001f${line - 2}`, { ...amended, id: `r${line}` }])),
      historyOf: async (id) => {
        expect(asked.size).toBe(asked.add(id).size - 1);
        most.ever = Math.max(most.ever, (most.now += 1));
        await new Promise(setImmediate);
        most.now -= 1;
        const version = { externalId: String(Number(id.slice(1)) - 2), source: { outlet: 'Desk' } };
        const corrected = { reason: 'Seen again.', changed: ['summary'] };
        return { versions: [id.endsWith('7') ? {} : version, {}], amendments: [corrected] };
      },
    });
    await done;
    expect(most.ever).toBe(8);
    expect(outcome).toMatchObject({ present: 1_080, corrected: 120, recorded: 0 });
  });

  it('stops after the rows that are on their way, and calls nothing vanished that it has not come to', async () => {
    const stop = new AbortController();
    const { sent, outcome, done } = run(stop.signal, (phase) => void (phase === 'rows' && stop.abort()));
    await done;
    expect(sent.map((lines) => lines.length)).toEqual([1, 500]);
    expect(outcome).toMatchObject({ recorded: 500, vanished: [] });
  });
});
