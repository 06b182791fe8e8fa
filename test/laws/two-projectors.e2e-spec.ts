import type { Actor, Place, Report, SitrepEvent } from '#situation';
import { campaignEvents } from '../harness/campaign-events.js';
import { Folding } from '../harness/folding.js';

const registeredAt = '2016-12-01T00:00:00Z';
const [anyReport] = campaignEvents().flatMap((event) => (event.kind === 'reported' ? [event.data] : [])) as [Report];
const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const units = Array.from({ length: 6 }, (_, index) => `unit-${index}`);
const rounds = 12;

const place = (id: string): SitrepEvent => {
  const registered: Place = { id, name: id, aliases: [], kind: 'village', timeZone: 'UTC', registeredAt };
  return { kind: 'place_registered', data: registered };
};
const actor = (id: string, round: number, parents: readonly string[] = []): SitrepEvent => {
  const registered: Actor = {
    id,
    name: id,
    aliases: [],
    kind: 'militia',
    alliedWith: [],
    opposes: [],
    parents: parents.map((one) => ({ actor: one })),
    registeredAt: `2016-12-02T00:00:${String(round).padStart(2, '0')}Z`,
  };
  return { kind: 'actor_registered', data: registered };
};
/** A gain of one day: of the sides of unit and rival it depends who holds the village at its end. */
const gain = (number: number, holder: string, takenFrom: string, village: string): SitrepEvent => ({
  kind: 'reported',
  data: {
    ...anyReport,
    id: uuid(number),
    type: 'area_seized',
    reportedAt: '2017-03-09T12:00:00Z',
    places: [village],
    control: [
      {
        place: village,
        effect: 'gained',
        holders: [holder],
        takenFrom,
        effective: '2017-03-08',
        conditions: [],
        formations: [],
        confidence: 'high',
      },
    ] as unknown as Report['control'],
    figures: [],
    condition: [],
    related: [],
    contradicts: [],
    actors: [],
  },
});

describe('law 1, with two projectors on two partitions', () => {
  let folding: Folding;
  beforeAll(async () => {
    folding = await Folding.open();
  });
  afterAll(() => folding.close());

  const villages = Array.from({ length: rounds }, (_, round) => units.map((unit) => `village-${round}-${unit}`));
  const gazetteer = [
    ...['north', 'south'].map((side) => actor(side, 0)),
    ...units.map((unit) => actor(unit, 0)),
    ...villages.flat().map(place),
  ];
  /** Every round each unit changes its side, while gains are told that only the sides of the units order. */
  const registering = villages.map((_, round) =>
    units.map((unit, index) => actor(unit, round + 1, [(round + index) % 2 === 0 ? 'north' : 'south'])),
  );
  const reporting = villages.map((of, round) =>
    of.flatMap((village, index) => [
      gain(1_000 + round * 100 + index, units[index] as string, 'south', village),
      gain(5_000 + round * 100 + index, 'south', 'north', village),
    ]),
  );

  it('who changes sides and who tells of claims at the same time give the rows that one after the other gives', async () => {
    const expected = await folding.rowsOf([gazetteer, ...registering, ...reporting]);
    for (let run = 0; run < 3; run += 1) {
      const rows = await folding.rowsOfProjectors([
        [gazetteer, ...registering],
        [[place('waits')], ...reporting],
      ]);
      const without = (all: readonly string[]) => all.filter((row) => !row.includes('waits'));
      expect(without(rows)).toEqual(without(expected));
    }
  });
});
