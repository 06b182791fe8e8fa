import fc from 'fast-check';
import { canonical } from '../canonical.js';
import { conditionModel } from '../condition/condition.model.js';
import { controlModel } from '../control/control.model.js';
import { keyOf } from '../tally/item-key.js';
import type { KnownFigure } from '../tally/known-figure.js';
import { tallyModel } from '../tally/tally.model.js';
import { end_of_time_ms } from '../time/time.js';
import {
  accountsInOrder,
  changedAt,
  claims,
  claimsTold,
  counted,
  ended,
  picks,
  reaching,
  reading as ofPlace,
  sightings,
  sinceMs,
  storable,
  told,
  toldInOrder,
} from './known-times.fixture.js';
import { checkedHistory } from './checked-history.js';
import type { Lane, Model } from './model.js';
import type { Known } from './open-rectangles.js';
import { plainHistory } from './plain-history.js';

const reading = { ...ofPlace, key: 'it' };

/** Figures as they can be stored together: each says when its report first gave one of the same item. */
function asStored(told: readonly KnownFigure[]): readonly KnownFigure[] {
  const all = storable(told);
  const nameOf = ({ reportId, figure }: KnownFigure): string => `${reportId} ${keyOf(figure)}`;
  const firstOf = (one: KnownFigure): number =>
    Math.min(...all.filter((other) => nameOf(other) === nameOf(one)).map(({ knownFromMs }) => knownFromMs));
  return all.map((one) => ({ ...one, firstToldMs: firstOf(one) }));
}

interface Told<Claim extends Known> {
  readonly model: Model<Claim, unknown>;
  readonly stories: fc.Arbitrary<readonly Claim[]>;
  readonly stored: (all: readonly Claim[]) => readonly Claim[];
}

const asTold = <Claim>(all: readonly Claim[]): readonly Claim[] => all;
const control: Told<never> = {
  model: controlModel,
  stories: fc.oneof(claims, claimsTold(true), sightings) as fc.Arbitrary<never>,
  stored: asTold,
};
const condition: Told<never> = {
  model: conditionModel,
  stories: fc.oneof(fc.array(told, { maxLength: 12 }), fc.array(toldInOrder, { maxLength: 24 })) as fc.Arbitrary<never>,
  stored: asTold,
};
const tally: Told<never> = {
  model: tallyModel,
  stories: fc.oneof(fc.array(counted, { maxLength: 12 }), accountsInOrder) as fc.Arbitrary<never>,
  stored: asStored as unknown as Told<never>['stored'],
};

/** Every row of some lanes as a line. */
const rowsOf = (lanes: readonly Lane<unknown>[]): readonly string[] =>
  lanes
    .flatMap(({ lane, answers, supports }) => [
      ...answers.map((row) => ['answer', lane, row]),
      ...supports.map((row) => ['support', lane, row]),
    ])
    .map(canonical)
    .sort();

const partOf = (
  lanes: readonly Lane<unknown>[],
  which: <Row extends Lane<unknown>['answers'][number]>(rows: readonly Row[], ms: number) => readonly Row[],
  ms: number,
): readonly Lane<unknown>[] =>
  lanes.map(({ lane, answers, supports }) => ({ lane, answers: which(answers, ms), supports: which(supports, ms) }));

describe.each([
  ['who held a place', control],
  ['the condition of a thing', condition],
  ['what is counted in an incident', tally],
])('the history of %s', (_what, { model, stories, stored }) => {
  it('is what every known time says by itself', () => {
    fc.assert(
      fc.property(stories, (all) => {
        const claims = stored(all);
        expect(rowsOf(model.history(claims, reading))).toEqual(rowsOf(plainHistory(model, claims, reading)));
      }),
      { numRuns: 200 },
    );
  });

  it('is checked at some known times where there are many, and made plainly where it is wrong', () => {
    fc.assert(
      fc.property(stories, (all) => {
        const claims = stored(all);
        const plain = rowsOf(plainHistory(model, claims, reading));
        expect(rowsOf(checkedHistory(model, claims, reading, 2))).toEqual(plain);
        const wrong = { ...model, history: (): readonly Lane<unknown>[] => [] };
        expect(rowsOf(checkedHistory(wrong, claims, reading, 1000))).toEqual(plain);
        const isOpen = model
          .history(claims, reading)
          .some(({ answers }) => answers.some(({ known }) => known.toMs === Infinity));
        if (isOpen) expect(rowsOf(checkedHistory(wrong, claims, reading, 1))).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });

  it('from a known time on, beside what ended before it, is the whole history', () => {
    fc.assert(
      fc.property(stories, sinceMs, (all, ms) => {
        const claims = stored(all);
        // As it was known just before that time, nobody knew how what stood then would end.
        const before = model.history(
          claims
            .filter(({ knownFromMs }: Known) => knownFromMs < ms)
            .map((one: Known) => ({ ...one, knownToMs: one.knownToMs < ms ? one.knownToMs : end_of_time_ms }) as never),
          reading,
        );
        const reached = claims.filter(({ knownToMs }: Known) => knownToMs >= ms);
        const from = { sinceMs: ms, standing: partOf(before, reaching, ms) };
        const [since, plainly] = [model.history(reached, reading, from), plainHistory(model, reached, reading, from)];
        const whole = rowsOf(model.history(claims, reading));
        expect([...rowsOf(partOf(before, ended, ms)), ...rowsOf(since)].sort()).toEqual(whole);
        expect([...rowsOf(partOf(before, ended, ms)), ...rowsOf(plainly)].sort()).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('of which something has changed is the whole, though it takes later known times as stored', () => {
    fc.assert(
      fc.property(stories, picks, (all, some) => {
        const story = changedAt<Known>(storable(all), some) as unknown as Record<'before' | 'now', readonly never[]>;
        const [was, now] = [stored(story.before), stored(story.now)];
        const texts = (set: readonly never[]) => new Set(set.map(canonical));
        const [inWas, inNow] = [texts(was), texts(now)];
        const changed = [
          ...was.filter((one) => !inNow.has(canonical(one))),
          ...now.filter((one) => !inWas.has(canonical(one))),
        ];
        const ms = Math.min(end_of_time_ms, ...changed.map(({ knownFromMs }: Known) => knownFromMs));
        const before = model.history(was, reading);
        const since = model.history(
          now.filter(({ knownToMs }: Known) => knownToMs >= ms),
          reading,
          { sinceMs: ms, standing: partOf(before, reaching, ms), changed },
        );
        expect([...rowsOf(partOf(before, ended, ms)), ...rowsOf(since)].sort()).toEqual(
          rowsOf(model.history(now, reading)),
        );
      }),
      { numRuns: 400 },
    );
  });
});
