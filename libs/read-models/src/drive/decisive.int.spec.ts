import { Database } from '#platform';
import type { EventOf, Report, SitrepEvent } from '#situation';
import { observations } from '../../../../test/bench/observations.js';
import { Dice } from '../../../../test/crash/dice.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { editionRows } from '../../../../test/harness/edition-rows.js';
import { factsOf } from '../../../../test/harness/recorded-events.js';
import { createReadModels } from './declare.table.js';
import { frontiers } from './frontier.table.js';
import { project } from './project.js';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const instant = (hour: number): string => new Date(start_ms + hour * hour_ms).toISOString();
const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const [pattern] = observations(0, 1, 1) as [EventOf<'reported'>];

/** What a desk is sent about one bridge and one incident: mostly in order, at times late, at one time, or amended. */
class Story {
  private next = 0;
  private isCut = false;

  constructor(private readonly dice: Dice) {}

  event(hour: number): SitrepEvent {
    const { dice } = this;
    const number = (this.next += 1);
    if (number > 70 && dice.between(0, 4) === 0) return this.amendment(number, hour);
    const known = dice.between(0, 7) === 0 ? dice.between(0, hour) : hour;
    const happened = Math.max(0, known - (dice.between(0, 5) === 0 ? dice.between(0, 90) : 0));
    return this.reported(number, known, {
      grade: { reliability: dice.pick(['A', 'B', 'C']), credibility: dice.pick([1, 2]) },
      condition: [this.seen(happened)],
      figures: this.figures(),
      actors: dice.between(0, 20) === 0 ? [{ role: 'by', actor: dice.pick(['one', 'other']) }] : [],
    });
  }

  /** A report in order, of a bridge that stays open and an incident at two places. */
  inTwoParts(hour: number): SitrepEvent {
    const number = (this.next += 1);
    const [at0, at1] = [this.one({ place: 'place-0' }), this.one({ place: 'place-1' })];
    const open = { place: 'bridge', state: 'open', effective: instant(24 * hour), confidence: 'high' } as const;
    return this.reported(number, hour, { condition: [open], figures: [at0, at1] });
  }

  private reported(number: number, hour: number, more: Partial<Report>): SitrepEvent {
    const incident = { key: 'one', relation: 'same_event' } as const;
    const about = { id: uuid(number), externalId: `X${number}`, reportedAt: instant(hour), incident };
    return { kind: 'reported', data: { ...pattern.data, control: [], ...about, ...more } };
  }

  private seen(hour: number): NonNullable<Report['condition']>[number] {
    const { dice } = this;
    if (dice.between(0, 29) === 0) this.isCut = !this.isCut;
    const { isCut } = this;
    return {
      place: 'bridge',
      state: isCut ? 'cut' : 'open',
      effective: dice.between(0, 3) === 0 ? instant(24 * hour).slice(0, 10) : instant(24 * hour),
      confidence: dice.pick(['low', 'medium', 'high']),
      ...(isCut && dice.between(0, 3) === 0 ? { closedTo: [dice.pick(['one', 'other'])] } : {}),
      ...(dice.between(0, 15) === 0 ? { since: instant(24 * hour - dice.between(1, 100)) } : {}),
    };
  }

  private figures(): Report['figures'] {
    return this.dice.between(0, 30) === 0 ? [this.one(), this.one({ place: 'place-2' })] : [this.one()];
  }

  private one(more: object = {}): Report['figures'][number] {
    const { dice } = this;
    const number = () => (dice.between(0, 2) === 0 ? undefined : dice.between(0, 40));
    const [low, best, high] = [number(), number(), number()];
    return {
      measure: dice.pick(['killed', 'killed', 'killed', 'wounded']),
      group: 'anyone',
      unit: 'people',
      basis: 'incremental',
      place: dice.pick(['place-0', 'place-0', 'place-1']),
      lowExclusive: low !== undefined && dice.between(0, 3) === 0,
      period: { from: '2017-01-01', to: '2017-01-01' },
      ...(low === undefined ? {} : { low }),
      ...(best === undefined ? {} : { best }),
      ...(high === undefined ? {} : { high }),
      ...more,
    };
  }

  private amendment(number: number, hour: number): SitrepEvent {
    const { dice } = this;
    const about = { reportId: uuid(dice.between(1, number - 1)), reportedAt: instant(hour), reason: 'checked' };
    if (dice.between(0, 2) === 0) return { kind: 'report_retracted', data: { id: uuid(number), ...about } };
    const grade = { reliability: dice.pick(['A', 'D'] as const), credibility: 1 as const };
    return { kind: 'report_graded', data: { id: uuid(number), ...about, grade } };
  }
}

describe('what is resolved from the statements that decide', () => {
  let server: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    server = await createTestDatabase();
    database = await Database.open({ url: server.url, applicationName: 'decisive', poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Every row of an edition that is given these events so many at a time, and how often frontiers were there to be used. */
  async function grown(schema: string, events: readonly SitrepEvent[], size: number) {
    await database.query(`create schema ${schema}`);
    await createReadModels(database, schema);
    let kept = 0;
    for (let at = 0; at < events.length; at += size) {
      await database.transaction((sql) => project({ sql, schema }, factsOf(events.slice(at, at + size)), {}));
      kept += (await database.query(`select from ${frontiers.in(schema)}`)).length;
    }
    return { kept, rows: await editionRows(database, schema) };
  }

  it.each([
    [1, 1],
    [2, 7],
  ])('ends in the same rows as what is resolved at once, story %i in batches of %i', async (seed, size) => {
    const story = new Story(new Dice(seed));
    const events = Array.from({ length: 140 }, (_, hour) => story.event(hour));
    const whole = await grown(`whole_${seed}`, events, events.length);
    const parts = await grown(`parts_${seed}`, events, size);
    expect(parts.rows).toEqual(whole.rows);
    expect(parts.kept).toBeGreaterThan(100 / size);
  });

  it('are not kept where nearly all decide, as where each account tells parts', async () => {
    const story = new Story(new Dice(3));
    const events = Array.from({ length: 320 }, (_, hour) => story.inTwoParts(hour));
    const { kept } = await grown('many_decide', events, events.length);
    expect(kept).toBe(1);
    const [row] = await database.query<{ model: string }>(`select model from ${frontiers.in('many_decide')}`);
    expect(row?.model).toBe('condition');
  });
});
