import fc from 'fast-check';
import { askedAt, contested, gained, observed } from './claims.fixture.js';
import type { KnownClaim } from './control-evidence.js';
import { day, instant, zone } from '../history/known-times.fixture.js';

const parties = ['a', 'b', 'c'] as const;
const other: Readonly<Record<string, string>> = { a: 'c', b: 'a', c: 'b' };

const story = fc.array(
  fc.record({
    effect: fc.constantFrom('gained', 'gained', 'observed', 'observed', 'contested'),
    at: fc.nat(9),
    precise: fc.boolean(),
    holder: fc.constantFrom(...parties),
    loser: fc.constantFrom(undefined, ...parties),
    back: fc.option(fc.nat(5), { nil: undefined, freq: 1 }),
    isDivided: fc.nat(5).map((count) => count === 0),
    isBesieged: fc.boolean(),
  } as const),
  { maxLength: 6 },
);
type Story = ReturnType<typeof story.generate>['value'];

interface Words {
  readonly reportOf?: (index: number) => string;
  readonly nameOf?: (actor: string) => string;
}

const claimsOf = (told: Story, { reportOf = String, nameOf = (actor) => actor }: Words = {}): readonly KnownClaim[] =>
  told.map(({ effect, at, precise, back, isDivided, isBesieged, ...one }, index) => {
    const moment = precise ? instant(at) : day(at);
    const [holder, loser] = [nameOf(one.holder), one.loser && nameOf(one.loser)];
    const report = { report: reportOf(index) };
    const begins = back === undefined ? undefined : day(at - back);
    if (effect === 'gained')
      return gained(holder, moment, {
        ...report,
        ...(loser === undefined || loser === holder ? {} : { takenFrom: loser }),
        ...(begins === undefined || precise ? {} : { windowFrom: begins }),
      });
    const conditions = isBesieged ? (['besieged'] as const) : [];
    if (effect === 'contested') return contested(moment, { ...report, conditions, holders: [holder] });
    const seen = { ...report, conditions, ...(isDivided ? { status: 'divided' as const } : {}) };
    return observed(holder, moment, { ...seen, ...(begins === undefined ? {} : { since: begins }) });
  });

const answers = (claims: readonly KnownClaim[], nameOf = (actor: string) => actor) =>
  Array.from({ length: 8 }, (_, index) => askedAt(claims, day(2 * index - 3), zone)).map(
    ({ holders, transition, ...answer }) => ({
      ...answer,
      holders: holders.map(nameOf).sort(),
      transition: [transition?.from ?? [], transition?.to ?? []].map((some) => some.map(nameOf).sort()),
    }),
  );

describe('whatever is told of a place, what it is answered', () => {
  const runs = { numRuns: 40 };

  it('does not depend on what the reports and the parties are called', () => {
    fc.assert(
      fc.property(story, (told) => {
        const nameOf = (actor: string): string => other[actor] ?? actor;
        const renamed = claimsOf(told, { reportOf: (index) => String(9 - index), nameOf });
        expect(answers(renamed)).toEqual(answers(claimsOf(told), nameOf));
      }),
      runs,
    );
  });

  it('is the same where somebody tells one of it again', () => {
    fc.assert(
      fc.property(story, fc.nat(5), (told, pick) => {
        const claims = claimsOf(told);
        const again = claimsOf(told, { reportOf: () => 'again' })[pick % Math.max(told.length, 1)];
        expect(answers(again === undefined ? claims : [...claims, again])).toEqual(answers(claims));
      }),
      runs,
    );
  });
});
