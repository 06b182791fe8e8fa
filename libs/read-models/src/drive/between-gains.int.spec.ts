import type { ControlClaim, Report, SitrepEvent } from '#situation';
import { Dice } from '../../../../test/crash/dice.js';
import { GrownEditions } from '../../../../test/harness/grown-editions.js';
import { amendment, instant, reported } from './stories.fixture.js';

const sides = ['one', 'other', 'third'];

/** What a desk is sent about a place that changes hands often: much of it late, of another day, of one time, or amended. */
class Story {
  private next = 0;
  private holder = 'one';

  constructor(private readonly dice: Dice) {}

  event(hour: number): SitrepEvent {
    const { dice } = this;
    const number = (this.next += 1);
    if (number > 20 && dice.between(0, 9) === 0) return amendment(dice, number, hour);
    const known = dice.between(0, 2) === 0 ? dice.between(0, hour) : hour;
    const claims = Array.from({ length: dice.between(0, 5) === 0 ? 2 : 1 }, () => this.claim(known));
    return this.reported(number, known, claims);
  }

  private reported(number: number, known: number, control: Report['control']): SitrepEvent {
    const { dice } = this;
    const grade = { reliability: dice.pick(['A', 'B', 'C']), credibility: dice.pick([1, 2]) } as Report['grade'];
    return reported(number, known, { control, grade });
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
}

describe('a place of which what is learnt lies between the gains that settle it', () => {
  let editions: GrownEditions;
  beforeAll(async () => {
    editions = await GrownEditions.open('between-gains');
  });
  afterAll(() => editions.close());
  const grown = (schema: string, events: readonly SitrepEvent[], size: number) =>
    editions.grow(schema, events, size, 'control');

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
