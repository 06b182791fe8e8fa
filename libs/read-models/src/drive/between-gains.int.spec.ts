import { Database } from '#platform';
import type { ControlClaim, EventOf, Report, SitrepEvent } from '#situation';
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
const sides = ['one', 'other', 'third'];

/** What a desk is sent about a place that changes hands often: much of it late, of another day, of one time, or amended. */
class Story {
  private next = 0;
  private holder = 'one';

  constructor(private readonly dice: Dice) {}

  event(hour: number): SitrepEvent {
    const { dice } = this;
    const number = (this.next += 1);
    if (number > 20 && dice.between(0, 9) === 0) return this.amendment(number, hour);
    const known = dice.between(0, 2) === 0 ? dice.between(0, hour) : hour;
    const claims = Array.from({ length: dice.between(0, 5) === 0 ? 2 : 1 }, () => this.claim(known));
    return this.reported(number, known, claims);
  }

  private reported(number: number, known: number, control: Report['control']): SitrepEvent {
    const { dice } = this;
    const grade = { reliability: dice.pick(['A', 'B', 'C']), credibility: dice.pick([1, 2]) } as Report['grade'];
    const about = { id: uuid(number), externalId: `X${number}`, reportedAt: instant(known), grade };
    return { kind: 'reported', data: { ...pattern.data, ...about, control } };
  }

  /** Of a place that is seen in the same hands day after day, and at times otherwise. */
  quietEvent(hour: number): SitrepEvent {
    const { dice } = this;
    if (this.next > 60 && dice.between(0, 29) === 0) return this.event(hour);
    const number = (this.next += 1);
    if (dice.between(0, 39) === 0) this.holder = dice.pick(sides);
    const seen = {
      place: 'place-0',
      effect: 'observed' as const,
      holders: [this.holder],
      formations: [],
      conditions: dice.between(0, 5) === 0 ? ['under_fire' as const] : [],
      confidence: dice.pick(['low', 'medium', 'medium', 'high'] as const),
      effective: dice.between(0, 1) === 0 ? instant(hour).slice(0, 10) : instant(hour - dice.between(0, 9)),
      ...(dice.between(0, 9) === 0 ? { status: dice.pick(['held', 'contested'] as const) } : {}),
    };
    return this.reported(number, hour, [seen]);
  }

  private claim(known: number): ControlClaim {
    const { dice } = this;
    const hour = Math.max(0, known - (dice.between(0, 1) === 0 ? dice.between(0, 30) : dice.between(0, 300)));
    const when = (at: number) => (dice.between(0, 2) === 0 ? instant(at).slice(0, 10) : instant(at));
    const effect = dice.pick(['gained', 'gained', 'observed', 'observed', 'contested'] as const);
    const about = { place: 'place-0', formations: [], confidence: dice.pick(['low', 'medium', 'high'] as const) };
    const conditions = dice.between(0, 2) === 0 ? [dice.pick(['under_fire', 'besieged'] as const)] : [];
    if (effect === 'contested') {
      const [holders, ends] = [dice.between(0, 1) === 0 ? [dice.pick(sides)] : [], dice.between(0, 1) === 0];
      const windowTo = ends ? { windowTo: when(hour + dice.between(0, 90)) } : {};
      return { ...about, effect, holders, conditions, windowFrom: when(hour), ...windowTo };
    }
    const takenFrom = effect === 'gained' && dice.between(0, 2) === 0 ? { takenFrom: dice.pick(sides) } : {};
    const since = effect === 'observed' && dice.between(0, 3) === 0 ? { since: when(hour - dice.between(1, 200)) } : {};
    const window =
      effect === 'gained' && dice.between(0, 4) === 0 ? { windowFrom: when(hour - dice.between(0, 200)) } : {};
    const holders = [dice.pick(sides)];
    return { ...about, effect, holders, conditions, effective: when(hour), ...takenFrom, ...since, ...window };
  }

  private amendment(number: number, hour: number): SitrepEvent {
    const { dice } = this;
    const about = { reportId: uuid(dice.between(1, number - 1)), reportedAt: instant(hour), reason: 'checked' };
    if (dice.between(0, 1) === 0) return { kind: 'report_retracted', data: { id: uuid(number), ...about } };
    const grade = { reliability: dice.pick(['A', 'D'] as const), credibility: 1 as const };
    return { kind: 'report_graded', data: { id: uuid(number), ...about, grade } };
  }
}

describe('a place of which what is learnt lies between the gains that settle it', () => {
  let server: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    server = await createTestDatabase();
    database = await Database.open({ url: server.url, applicationName: 'between-gains', poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Every row of an edition that is given these events so many at a time, and how often it was kept which claims decide. */
  async function grown(schema: string, events: readonly SitrepEvent[], size: number) {
    await database.query(`create schema ${schema}`);
    await createReadModels(database, schema);
    let kept = 0;
    for (let at = 0; at < events.length; at += size) {
      await database.transaction((sql) => project({ sql, schema }, factsOf(events.slice(at, at + size)), {}));
      kept += (await database.query(`select from ${frontiers.in(schema)} where model = 'control'`)).length;
    }
    return { kept, rows: await editionRows(database, schema) };
  }

  it.each([
    [1, 1],
    [2, 3],
    [3, 1],
    [4, 9],
  ])('has the same rows as one that is resolved at once, story %i in batches of %i', async (seed, size) => {
    const story = new Story(new Dice(seed));
    const events = Array.from({ length: 110 }, (_, index) => story.event(4 * index));
    const whole = await grown(`whole_${seed}`, events, events.length);
    expect((await grown(`parts_${seed}`, events, size)).rows).toEqual(whole.rows);
  });

  it.each([
    [1, 1],
    [2, 3],
  ])('has them where it is seen in the same hands for long, story %i in batches of %i', async (seed, size) => {
    const story = new Story(new Dice(100 + seed));
    const events = Array.from({ length: 190 }, (_, index) => story.quietEvent(4 * index));
    const whole = await grown(`quiet_${seed}`, events, events.length);
    const parts = await grown(`quiet_parts_${seed}`, events, size);
    expect(parts.rows).toEqual(whole.rows);
    expect(parts.kept).toBeGreaterThan(20 / size);
  });
});
