import fc from 'fast-check';
import { type AmendmentMoment, inOrder, lastEvent } from './amendment-order.js';
import { wouldCircle } from './follow-graph.js';

const said = (
  eventId: string,
  reportedAtMs: number,
  follows?: string,
  kind: AmendmentMoment['kind'] = 'report_corrected',
): AmendmentMoment => ({
  eventId,
  kind,
  reportedAtMs,
  ...(follows === undefined ? {} : { follows: follows.split('') }),
});
const order = (events: readonly AmendmentMoment[], among = events): string =>
  inOrder(events, among)
    .map(({ eventId }) => eventId)
    .join('');

describe('the order of what is said about a report', () => {
  it('is that of the moments, whatever follows what', () => {
    expect(order([said('a', 2, 'b'), said('b', 3), said('c', 1, 'a')])).toBe('cab');
  });

  it('of one moment is that of what follows what, and without it that of the event ids', () => {
    expect(order([said('a', 1), said('b', 1)])).toBe('ab');
    expect(order([said('a', 1, 'b'), said('b', 1)])).toBe('ba');
    expect(order([said('a', 1, 'b'), said('b', 1, 'c'), said('c', 1, 'r')])).toBe('cba');
  });

  it('is behind all of several that an event follows', () => {
    expect(order([said('a', 1, 'cd'), said('b', 1), said('c', 1), said('d', 1)])).toBe('bcda');
    expect(order([said('a', 1, 'xc'), said('b', 1, 'a'), said('c', 1), said('d', 1)])).toBe('cabd');
    expect(order([said('a', 1, 'bd'), said('b', 1, 'c'), said('c', 1), said('d', 1, 'c')])).toBe('cbda');
  });

  it('leads through events of other moments and kinds', () => {
    const chain = [said('a', 1, 'l'), said('b', 1, 'r'), said('l', 5, 'b', 'reports_linked')];
    expect(order(chain.slice(0, 2), chain)).toBe('ba');
    expect(order(chain.slice(0, 2))).toBe('ab');
  });

  it('of one moment is that of the kinds where nothing follows: words, grade, retraction, reinstatement', () => {
    const kinds = ['report_reinstated', 'report_retracted', 'report_graded', 'report_corrected'] as const;
    expect(order(kinds.map((kind, index) => said('abcd'[index] as string, 1, 'r', kind)))).toBe('dcba');
    expect(order([said('a', 1, undefined, 'report_retracted'), said('b', 1, 'a')])).toBe('ab');
  });

  it('is cut where events follow each other in a circle, and what follows the circle comes after it', () => {
    expect(order([said('b', 1, 'a'), said('a', 1, 'b')])).toBe('ab');
    expect(order([said('c', 1, 'b'), said('b', 1, 'c'), said('a', 1, 'b')])).toBe('bac');
    expect(order([said('a', 1, 'a')])).toBe('a');
    expect(wouldCircle('a', ['c'], [said('c', 1, 'b'), said('b', 1, 'a')])).toBe(true);
    expect(wouldCircle('x', ['r', 'c'], [said('c', 1, 'b'), said('b', 1, 'c')])).toBe(false);
  });

  it('is one, in whatever order events come, and keeps every chain', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const some = fc
      .tuple(...ids.map(() => fc.record({ at: fc.nat(2), follows: fc.subarray(['r', ...ids], { maxLength: 3 }) })))
      .map((all) => all.map(({ at, follows }, index) => said(ids[index] as string, at, follows.join(''))))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(some, ([all, shuffled]) => {
        const ordered = order(all);
        expect(order(shuffled)).toBe(ordered);
        expect([...ordered].sort()).toEqual(ids);
        for (const { eventId, follows = [], reportedAtMs } of all) {
          for (const other of all.filter((one) => follows.includes(one.eventId))) {
            if (other.reportedAtMs !== reportedAtMs || wouldCircle(eventId, [other.eventId], all)) continue;
            expect(ordered.indexOf(other.eventId)).toBeLessThan(ordered.indexOf(eventId));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the event that a new one follows', () => {
  const last = (about: readonly AmendmentMoment[], kind: AmendmentMoment['kind'], reportedAtMs: number) =>
    lastEvent(about, { kind, reportedAtMs })?.eventId;
  const about = [
    said('r', 1, undefined, 'reported'),
    said('b', 5, 'r'),
    said('a', 5, 'b'),
    said('k', 5, 'a', 'reports_linked'),
    said('z', 9, 'k'),
  ];

  it('is the last of its moment that it could tie with, otherwise the last known by then', () => {
    expect(last(about, 'report_corrected', 5)).toBe('a');
    expect(last(about, 'reports_unlinked', 5)).toBe('k');
    expect(last(about, 'report_graded', 7)).toBe('k');
    expect(last(about, 'report_graded', 9)).toBe('z');
    expect(last(about.slice(0, 1), 'report_retracted', 7)).toBe('r');
    expect(last([], 'report_retracted', 7)).toBeUndefined();
  });

  it('puts each new one behind all of its moment', () => {
    const kinds = fc.array(fc.constantFrom<AmendmentMoment['kind'][]>('report_corrected', 'report_graded'), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(kinds, fc.boolean(), (all, hasOlder) => {
        const told: AmendmentMoment[] = [said('r', 1, undefined, 'reported')];
        if (hasOlder) told.push(said('y', 5), said('x', 5, undefined, 'report_retracted'));
        for (const [index, kind] of all.entries()) {
          const eventId = `${9 - index}`;
          told.push(said(eventId, 5, last(told, kind, 5), kind));
          expect(inOrder(told).at(-1)?.eventId).toBe(eventId);
        }
      }),
    );
  });
});
