import { Dice } from '../../../../test/crash/dice.js';
import { amendedCampaign } from '../../../../test/harness/amended-campaign.js';
import { GrownEditions } from '../../../../test/harness/grown-editions.js';

describe('read models that grow', () => {
  const events = amendedCampaign();
  let editions: GrownEditions;
  beforeAll(async () => {
    editions = await GrownEditions.open('grow');
  });
  afterAll(() => editions.close());

  // A report then changes from an earlier known time on than a place that it speaks of.
  it('end in the same rows in batches of any size, amendments before their reports', async () => {
    const dice = new Dice(7);
    const left = [...events];
    const told = events.map(() => left.splice(dice.between(0, left.length - 1), 1)[0]!);
    const rowsBy = async (size: number) => (await editions.grow(`by_${size}`, told, size)).rows;
    const whole = await rowsBy(told.length);
    for (const size of [300, 90]) expect(await rowsBy(size)).toEqual(whole);
  });
});
