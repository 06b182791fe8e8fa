import { Database } from '#platform';
import { Dice } from '../../../../test/crash/dice.js';
import { amendedCampaign } from '../../../../test/harness/amended-campaign.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { editionRows } from '../../../../test/harness/edition-rows.js';
import { factsOf } from '../../../../test/harness/recorded-events.js';
import { createReadModels } from './declare.table.js';
import { project } from './project.js';

describe('read models that grow', () => {
  const events = amendedCampaign();
  let server: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    server = await createTestDatabase();
    database = await Database.open({ url: server.url, applicationName: 'grow', poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Every row of an edition that is told these events so many at a time. */
  async function grown(told: readonly (typeof events)[number][], size: number): Promise<readonly string[]> {
    const schema = `told_${size}`;
    await database.query(`create schema ${schema}`);
    await createReadModels(database, schema);
    for (let at = 0; at < told.length; at += size)
      await database.transaction((sql) => project({ sql, schema }, factsOf(told.slice(at, at + size)), {}));
    return editionRows(database, schema);
  }

  // A report then changes from an earlier known time on than a place that it speaks of.
  it('end in the same rows in batches of any size, amendments before their reports', async () => {
    const dice = new Dice(7);
    const left = [...events];
    const told = events.map(() => left.splice(dice.between(0, left.length - 1), 1)[0]!);
    const whole = await grown(told, told.length);
    for (const size of [300, 90]) expect(await grown(told, size)).toEqual(whole);
  });
});
