import type { Report, SitrepEvent } from '#situation';
import { Dice } from '../../../../test/crash/dice.js';
import { GrownEditions } from '../../../../test/harness/grown-editions.js';
import { frontiers } from './frontier.table.js';
import { amendment, instant, reported } from './stories.fixture.js';

/** What a desk is sent about one bridge and one incident: mostly in order, at times late, at one time, or amended. */
class Story {
  private next = 0;
  private isCut = false;

  constructor(private readonly dice: Dice) {}

  event(hour: number): SitrepEvent {
    const { dice } = this;
    const number = (this.next += 1);
    if (number > 70 && dice.between(0, 4) === 0) return amendment(dice, number, hour);
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
    return reported(number, hour, { incident: { key: 'one', relation: 'same_event' }, ...more });
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
}

describe('what is resolved from the statements that decide', () => {
  let editions: GrownEditions;
  beforeAll(async () => {
    editions = await GrownEditions.open('decisive');
  });
  afterAll(() => editions.close());
  const grown = (schema: string, events: readonly SitrepEvent[], size: number) => editions.grow(schema, events, size);

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
    const [row] = await editions.database.query<{ model: string }>(`select model from ${frontiers.in('many_decide')}`);
    expect(row?.model).toBe('condition');
  });
});
