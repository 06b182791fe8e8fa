import fc from 'fast-check';
import { basesAllowedFor, developmentTypes, effectsAllowedFor, measureNames, statesAllowedFor } from '#situation';

/** The registered names that bodies speak of, and a few that nobody has registered. */
export const bodyPlaces = ['land', 'province', 'town', 'hamlet', 'road', 'bridge', 'house'] as const;
export const bodyActors = ['reds', 'blues', 'greens'] as const;

const rarely = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: odd });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });

/** Words of every script, with what cannot be seen, cannot be stored, or reads the other way. */
const words = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }).map((text) => `w ${text} w`),
  },
  { weight: 20, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => `w${text}w`) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      'الموصل',
      'İstanbul',
      'ﬁle',
      'e\u0301',
      "O'Brien; drop table",
      '{"a": 1}',
      '%s $1',
      'x, "y"',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '\u0000', '\ud800', 'a\nb', 'a\u200bb', 'x\u202ey', 'x'.repeat(3_000)),
  },
);
const dayText = fc
  .oneof(
    {
      weight: 8,
      arbitrary: fc.date({ min: new Date('2015-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    },
    {
      weight: 1,
      arbitrary: fc.date({ min: new Date('1000-01-01'), max: new Date('8999-12-31'), noInvalidDate: true }),
    },
  )
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc.constantFrom(
  'T00:00Z',
  'T23:59:59.999Z',
  'T12:30+03:00',
  'T07:08:09+05:45',
  'T23:00:00.5-11:00',
  'T00:00:00-12:00',
  'T11:11+14:00',
);
const instantText = fc.tuple(dayText, clock).map((parts) => parts.join(''));
const momentText = fc.oneof(dayText, instantText);
const oddTime = fc.constantFrom(
  '2016-02-30',
  '2016-12-31T24:00Z',
  '0000-01-01',
  '2016-12-31T00:00',
  '+010000-01-01',
  '9999-12-31',
  'now',
);

const amount = fc.oneof(
  { weight: 12, arbitrary: fc.nat(500) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      0,
      0.5,
      1e15,
      Number.MAX_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER + 2,
      -1,
      -0,
      1e300,
      5e-324,
    ),
  },
  { weight: 1, arbitrary: fc.double({ noNaN: true, min: 0, max: 1e9 }) },
);
const place = rarely(fc.constantFrom(...bodyPlaces), fc.constantFrom('nowhere', '', 'TOWN', 'a b', '../x'));
const actor = rarely(fc.constantFrom(...bodyActors), fc.constantFrom('nobody', 'reds ', '__proto__'));
const several = <Value>(of: fc.Arbitrary<Value>, most = 3) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.uniqueArray(of, { maxLength: most, selector: (value) => JSON.stringify(value) }) },
    { weight: 1, arbitrary: fc.array(of, { maxLength: most }) },
  );

const range = fc.array(amount, { minLength: 1, maxLength: 3 }).map((numbers) => {
  const [low, best = low, high = best] = [...numbers].sort((a, b) => a - b);
  return { low, best, high };
});
/** Two moments, the earlier first but for a few. */
const inOrder = fc.tuple(fc.uniqueArray(dayText, { minLength: 2, maxLength: 2 }), fc.nat(12)).map(([days, turn]) => {
  const [from = '', to = ''] = turn === 0 ? days : [...days].sort();
  return { from, to };
});
const period = fc.oneof(
  inOrder,
  momentText.map((from) => ({ from })),
  momentText.map((to) => ({ to })),
);

const claimFor = (type: (typeof developmentTypes)[number]) =>
  fc.record(
    {
      place,
      effect: rarely(
        fc.constantFrom(...(effectsAllowedFor(type).length > 0 ? effectsAllowedFor(type) : ['observed'])),
        words,
      ),
      status: maybe(fc.constantFrom('held', 'contested', 'divided')),
      holders: several(actor, 2),
      takenFrom: maybe(actor),
      effective: rarely(momentText, oddTime),
      windowFrom: maybe(fc.oneof(momentText, fc.constant('open'))),
      windowTo: maybe(momentText),
      since: maybe(momentText),
      conditions: several(fc.constantFrom('under_fire', 'under_attack', 'front_line', 'besieged'), 2),
      extent: maybe(fc.constantFrom('most', 'nearly_all')),
      confidence: maybe(fc.constantFrom('low', 'medium', 'high')),
      note: maybe(words),
    },
    { requiredKeys: ['place', 'effect'] },
  );
const conditionFor = (type: (typeof developmentTypes)[number]) =>
  fc.record(
    {
      place,
      state: fc.constantFrom(...(statesAllowedFor(type).length > 0 ? statesAllowedFor(type) : (['open'] as const))),
      effective: momentText,
      since: maybe(momentText),
      closedTo: maybe(several(actor, 2)),
      closedBy: maybe(several(actor, 2)),
      confidence: maybe(fc.constantFrom('low', 'medium', 'high')),
      note: maybe(words),
    },
    { requiredKeys: ['place', 'state'] },
  );
const figureFor = (type: (typeof developmentTypes)[number]) =>
  fc
    .record(
      {
        measure: fc.constantFrom(...measureNames),
        group: rarely(fc.oneof(fc.constantFrom(...bodyActors), fc.constantFrom('civilians', 'anyone')), words),
        basis: fc.constantFrom(
          ...(basesAllowedFor(type).length > 0 ? basesAllowedFor(type) : (['incremental'] as const)),
        ),
        range,
        place: maybe(place),
        period: maybe(period),
        lowExclusive: maybe(fc.boolean()),
        wording: maybe(words),
        note: maybe(words),
      },
      { requiredKeys: ['measure', 'group', 'basis', 'range'] },
    )
    .map(({ range: numbers, ...figure }) => ({ ...figure, ...numbers }));

const none = fc.constant(undefined);

/** A body as somebody might send it: most of what it says can be meant, and some of it cannot. */
export const arbitraryBody = (number: number): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .constantFrom(...developmentTypes)
    .chain((type) =>
      fc.record(
        {
          externalId: rarely(fc.constant(`B-${number}`), words),
          type: fc.constant(type),
          nature: maybe(fc.constantFrom('event', 'state', 'statement', 'intention')),
          background: maybe(fc.boolean()),
          summary: words,
          occurred: fc.oneof(
            {
              weight: 8,
              arbitrary: fc.oneof(
                inOrder,
                momentText.map((from) => ({ from })),
                fc.constant({}),
              ),
            },
            {
              weight: 1,
              arbitrary: fc.record({
                from: rarely(momentText, oddTime),
                to: momentText,
                precision: fc.constantFrom('day', 'month', 'year'),
                derivation: words,
              }),
            },
          ),
          reportedAt: fc.oneof(
            { weight: 8, arbitrary: clock.map((time) => `2021-06-07${time}`) },
            { weight: 1, arbitrary: rarely(instantText, oddTime) },
          ),
          places: several(place),
          actors: several(fc.record({ role: fc.constantFrom('by', 'against', 'supported_by', 'affected'), actor })),
          control: effectsAllowedFor(type).length === 0 ? none : maybe(several(claimFor(type), 2)),
          condition: statesAllowedFor(type).length === 0 ? none : maybe(several(conditionFor(type), 2)),
          figures: basesAllowedFor(type).length === 0 ? none : maybe(several(figureFor(type), 2)),
          source: fc.record(
            {
              outlet: rarely(fc.constantFrom('Desk', 'Wire', 'الجزيرة'), words),
              chain: several(words),
              anonymity: fc.constantFrom('named', 'unnamed', 'institution', 'outlet_itself'),
              seenByOutlet: fc.boolean(),
            },
            { requiredKeys: ['outlet'] },
          ),
          grade: maybe(
            fc.record(
              {
                reliability: fc.constantFrom('A', 'B', 'F'),
                credibility: fc.integer({ min: 1, max: 6 }),
                reason: words,
              },
              { requiredKeys: ['reliability', 'credibility'] },
            ),
          ),
          incident: maybe(
            fc.record(
              {
                key: rarely(fc.constantFrom('E-1', 'E-2', 'É-3', 'e/4'), words),
                relation: fc.constantFrom('same_event', 'same_topic'),
              },
              { requiredKeys: ['key'] },
            ),
          ),
          related: maybe(several(rarely(fc.constantFrom('B-1', 'B-2'), fc.constant(`B-${number}`)))),
          contradicts: maybe(several(fc.constantFrom('B-3', 'B-4'))),
          note: maybe(words),
          sensitivity: maybe(fc.constantFrom('open', 'secret')),
        },
        { requiredKeys: ['type', 'summary', 'occurred', 'reportedAt', 'places', 'source', 'externalId'] },
      ),
    )
    .map((body) => JSON.parse(JSON.stringify(body)) as Record<string, unknown>);
