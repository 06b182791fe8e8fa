import fc from 'fast-check';
import type { SitrepEvent } from '#situation';
import { amendment, correction, decision, everyKind, place, report, uuid } from './codec.fixture.js';
import { decodeEvent, type Decoded, encodeEvent } from './codec.js';
import type { NewEvent, RecordedEvent } from './event-log.js';

const recorded = (event: NewEvent): RecordedEvent => ({ ...event, partition: 0, offset: 0n, recordedAtMs: 0 });
const stored = recorded(encodeEvent({ kind: 'reported', data: report }));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const withBody = (body: unknown): RecordedEvent => ({ ...stored, body: bytes(JSON.stringify(body)) });
const reasonOf = (decoded: Decoded): string => {
  if (decoded.ok) throw new Error('it could be decoded');
  return decoded.reason;
};

/** Text that both a log and PostgreSQL can store. */
const storableText = (maxLength: number) =>
  fc.string({ unit: 'binary', minLength: 1, maxLength }).filter((text) => text.isWellFormed() && !text.includes('\0'));

describe('a fact', () => {
  it.each(everyKind.map((event) => [event.kind, event] as const))(
    'comes back from the log as it went: %s',
    (_kind, event) => {
      expect(decodeEvent(recorded(encodeEvent(event)))).toEqual({ ok: true, event });
    },
  );

  it('a link keeps with its incident, and needs two reports', () => {
    const encoded = encodeEvent({ kind: 'reports_linked', data: decision });
    expect(encoded).toMatchObject({ id: decision.id, source: '/desk', partitionKey: 'E-ROAD' });
    const alone = encodeEvent({ kind: 'reports_linked', data: { ...decision, reportIds: [uuid(1)] } });
    expect(reasonOf(decodeEvent(recorded(alone)))).toContain('fewer than 2');
  });

  it('comes back with any text that can be stored, and any amount', () => {
    const told = fc.record({
      summary: storableText(50),
      outlet: storableText(50),
      low: fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true }),
      credibility: fc.constantFrom(1, 2, 3, 4, 5, 6),
    } as const);
    fc.assert(
      fc.property(told, ({ summary, outlet, low, credibility }) => {
        const [figure] = report.figures;
        const event: SitrepEvent = {
          kind: 'reported',
          data: {
            ...report,
            summary,
            source: { ...report.source, outlet },
            grade: { reliability: 'F', credibility },
            figures: [{ ...figure!, low: low === 0 ? 0 : low }],
          },
        };
        expect(decodeEvent(recorded(encodeEvent(event)))).toEqual({ ok: true, event });
      }),
    );
  });

  it('is written with the id, type and time by which everybody knows it', () => {
    expect(encodeEvent({ kind: 'reported', data: report })).toMatchObject({
      id: report.id,
      type: 'sitrep.road_cut.v1',
      time: report.reportedAt,
      source: '/outlets/Reuters',
      partitionKey: 'raqqa',
    });
    expect(encodeEvent({ kind: 'report_retracted', data: amendment })).toMatchObject({
      id: amendment.id,
      type: 'sitrep.report_retracted.v2',
      time: amendment.reportedAt,
      partitionKey: report.id,
    });
  });

  it('is written in the same bytes every time; another registration of a place has another id', () => {
    const [once, again] = [
      encodeEvent({ kind: 'place_registered', data: place }),
      encodeEvent({ kind: 'place_registered', data: place }),
    ];
    expect(again).toEqual(once);
    const renamed = encodeEvent({ kind: 'place_registered', data: { ...place, name: 'Ar-Raqqah' } });
    expect(renamed.id).not.toBe(once.id);
    expect(renamed.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the trace of the request along, and nothing where there is none', () => {
    expect(encodeEvent({ kind: 'reported', data: report }, { traceparent: '00-1-2-01' }).traceparent).toBe('00-1-2-01');
    expect(stored).not.toHaveProperty('traceparent');
  });

  it('keeps properties that only newer writers know', () => {
    const newer = { ...report, weather: { wind: ['strong'] }, source: { ...report.source, since: 1999 } };
    expect(decodeEvent(withBody(newer))).toEqual({ ok: true, event: { kind: 'reported', data: newer } });
  });
});

describe('bytes that are no fact', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['no bytes at all', new Uint8Array(), /not JSON in UTF-8/],
    ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), /not JSON in UTF-8/],
    ['UTF-8 of half a surrogate pair', Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22]), /not JSON in UTF-8/],
    ['a byte order mark', bytes(`\ufeff${JSON.stringify(report)}`), /not JSON in UTF-8/],
    ['half a body', bytes(JSON.stringify(report).slice(0, -20)), /not JSON in UTF-8/],
    ['something behind the body', bytes(`${JSON.stringify(report)}{}`), /not JSON in UTF-8/],
    ['words', bytes('the road was cut'), /not JSON in UTF-8/],
  ])('are parked with the reason: %s', (_what, body, reason) => {
    expect(reasonOf(decodeEvent({ ...stored, body }))).toMatch(reason);
  });

  it.each<[string, unknown, RegExp]>([
    ['null', null, /body must be object/],
    ['a list', [report], /body must be object/],
    ['a number', 7, /body must be object/],
    ['a report without an id', { ...report, id: undefined }, /required property 'id'/],
    ['an id that is no UUID', { ...report, id: 'D001' }, /body\/id must match format "uuid"/],
    ['a day that is none', { ...report, occurred: { from: '2024-02-30', precision: 'day' } }, /occurred\/from/],
    ['a report at no instant', { ...report, reportedAt: '2017-03-06' }, /reportedAt/],
    ['a place that is no slug', { ...report, places: ['Deir al-Zor'] }, /places\/0/],
    ['a negative count', { ...report, figures: [{ ...report.figures[0], low: -1 }] }, /figures\/0\/low/],
    ['a count beyond counting', { ...report, figures: [{ ...report.figures[0], low: 1e300 }] }, /figures\/0\/low/],
    ['a grade that is none', { ...report, grade: { reliability: 'G', credibility: 2 } }, /grade\/reliability/],
    ['a credibility in words', { ...report, grade: { reliability: 'A', credibility: '2' } }, /grade\/credibility/],
    ['an empty summary', { ...report, summary: '' }, /summary/],
    ['a property of the prototype', { ...report, type: 'constructor' }, /body\/type/],
    ['a measure of the prototype', { ...report, figures: [{ ...report.figures[0], measure: 'toString' }] }, /measure/],
  ])('are parked with the reason: %s', (_what, body, reason) => {
    expect(reasonOf(decodeEvent(withBody(body)))).toMatch(reason);
  });

  it('a prototype in the place of properties gives none', () => {
    const smuggled = bytes(`{"__proto__":${JSON.stringify(report)}}`);
    expect(reasonOf(decodeEvent({ ...stored, body: smuggled }))).toMatch(/required property/);
    expect(({} as Record<string, unknown>)['summary']).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['NUL in a known property', { ...report, summary: 'a\0b' }, /\/summary contains NUL/],
    ['half a surrogate pair in a list', { ...report, places: ['raqqa', '\ud800'] }, /\/places\/1 contains half/],
    ['NUL in a property of a newer writer', { ...report, newer: { deep: ['\0'] } }, /\/newer\/deep\/0 contains NUL/],
    ['NUL in a name of a property', { ...report, 'a\0b': 1 }, /NUL/],
    ['half a surrogate pair in an outlet', { ...report, source: { ...report.source, outlet: '\udc00' } }, /outlet/],
  ])('text that PostgreSQL cannot store is parked: %s', (_what, body, reason) => {
    expect(reasonOf(decodeEvent(withBody(body)))).toMatch(reason);
  });

  it('a whole surrogate pair, written as escapes, is text like any other', () => {
    const escaped = JSON.stringify({ ...report, summary: 'x' }).replace('"x"', '"\\ud83d\\ude00"');
    const decoded = decodeEvent({ ...stored, body: bytes(escaped) });
    expect(decoded).toMatchObject({ ok: true, event: { data: { summary: '😀' } } });
  });

  it.each([1_000, 100_000])('nested %i deep, deeper than readers on the way can follow, are parked', (depth) => {
    const nested = JSON.stringify({ ...report, newer: 0 }).replace(
      '"newer":0',
      `"newer":${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
    expect(reasonOf(decodeEvent({ ...stored, body: bytes(nested) }))).toMatch(/nested/);
    const brackets = { ...report, summary: '[{'.repeat(400) };
    expect(decodeEvent(withBody(brackets))).toMatchObject({ ok: true, event: { data: brackets } });
  });
});

describe('an envelope that does not fit', () => {
  it.each([
    '',
    'road_cut',
    'sitrep.road_cut.v2',
    'sitrep.road_cut',
    'sitrep.road_cuts.v1',
    'sitrep.reported.v1',
    'sitrep.constructor.v1',
    'sitrep.__proto__.v1',
    'sitrep.has_own_property.v1',
    'xsitrep.road_cut.v1',
    'sitrep.road_cut.v1\n',
  ])('of the unknown type %j is parked', (type) => {
    expect(reasonOf(decodeEvent({ ...stored, type }))).toMatch(/^unknown event type/);
  });

  it('of a very long type does not repeat it whole', () => {
    expect(reasonOf(decodeEvent({ ...stored, type: 'x'.repeat(100_000) })).length).toBeLessThan(200);
  });

  it('of another development than the body tells of is parked', () => {
    expect(reasonOf(decodeEvent({ ...stored, type: 'sitrep.area_seized.v1' }))).toMatch(/area_seized.*road_cut/);
    expect(reasonOf(decodeEvent({ ...stored, type: 'sitrep.place_registered.v1' }))).toMatch(/required property/);
  });

  it.each(everyKind.map((event) => [event.kind, event] as const))(
    'with another id than the body is parked: %s',
    (_kind, event) => {
      const other = { ...recorded(encodeEvent(event)), id: uuid(99) };
      expect(reasonOf(decodeEvent(other))).toMatch(/says id/);
    },
  );

  it('a correction that contains another report than it corrects is parked', () => {
    const other = { ...correction, report: { ...correction.report, id: uuid(98) } };
    const event = recorded(encodeEvent({ kind: 'report_corrected', data: other }));
    expect(reasonOf(decodeEvent(event))).toMatch(/another report/);
  });
});

describe('whatever a foreign writer puts into the log', () => {
  const types = fc.oneof(fc.constantFrom(...everyKind.map((event) => encodeEvent(event).type)), fc.string());
  const wellTyped = fc.constantFrom(...everyKind.map((event) => recorded(encodeEvent(event))));

  it('any value is a fact or has a reason, and nothing is thrown', () => {
    fc.assert(
      fc.property(types, fc.jsonValue({ maxDepth: 4 }), (type, body) => {
        const decoded = decodeEvent({ ...stored, type, body: bytes(JSON.stringify(body)) });
        expect(decoded.ok || decoded.reason.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('any damage to the bytes of a fact leaves a fact or gives a reason, and nothing is thrown', () => {
    fc.assert(
      fc.property(wellTyped, fc.nat(), fc.uint8Array({ maxLength: 4 }), (event, at, damage) => {
        const body = Uint8Array.from(event.body);
        body.set(damage, at % (body.length - damage.length));
        const decoded = decodeEvent({ ...event, body });
        if (decoded.ok) expect(encodeEvent(decoded.event).id).toBeTruthy();
        else expect(decoded.reason).not.toBe('');
      }),
      { numRuns: 1_000 },
    );
  });

  it('a fact with one property replaced or left out is a fact or has a reason, and nothing is thrown', () => {
    const names = fc.constantFrom(...everyKind.flatMap((event) => Object.keys(JSON.parse(bodyText(event)) as object)));
    fc.assert(
      fc.property(
        wellTyped,
        names,
        fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
        (event, name, value) => {
          const body = { ...(JSON.parse(new TextDecoder().decode(event.body)) as object), [name]: value };
          const decoded = decodeEvent({ ...event, body: bytes(JSON.stringify(body)) });
          expect(decoded.ok || decoded.reason.length > 0).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

const bodyText = (event: SitrepEvent): string => new TextDecoder().decode(encodeEvent(event).body);
