import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { IntersectionType } from '@nestjs/swagger';
import { ControlQueryDto } from '../control/control-query.dto.js';
import { ReportQueryDto } from '../reports/report-query.dto.js';
import { TallyQueryDto } from '../tallies/tally-query.dto.js';
import { ActorDto } from '../actors/actor.dto.js';
import { PlaceDto } from '../places/place.dto.js';
import { CorrectionDto, GradingDto } from '../reports/amendment.dto.js';
import { DraftDto } from '../reports/draft.dto.js';
import { sampleDraft } from '../reports/draft.sample.js';
import { readAs } from './field-reader.js';

const grade = { reliability: 'B', credibility: 2 };
const bodies: readonly (readonly [new () => object, object])[] = [
  [DraftDto, { ...sampleDraft, externalId: '  a\u200b b ' }],
  [CorrectionDto, { reportedAt: '2017-03-08T09:00+03:00', reason: 'A slip.', report: sampleDraft }],
  [GradingDto, { reportedAt: '2017-03-08T09:00+03:00', grade, follows: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' }],
  [
    PlaceDto,
    { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad', names: [{ language: 'ar', name: 'ا' }] },
  ],
  [ActorDto, { id: 'sdf', name: 'SDF', kind: 'coalition', parents: ['a', { actor: 'b', from: '2017-01-01' }] }],
  [
    TallyQueryDto,
    { measure: 'killed,wounded,killed', group: ['a', 'b,c'], place: 'mosul', from: '2017-03-07', limit: '10' },
  ],
  [
    ReportQueryDto,
    { q: 'old city', type: 'clash', outlet: ' Reuters\u00a0', credibility: [1, '2'], order: 'latest', limit: '5' },
  ],
  [
    ControlQueryDto,
    { within: 'iraq', validAt: '2017-03-07', knownAt: '2017-03-09T10:00Z', bbox: '38,34.5,43.5,37', limit: '7' },
  ],
];

function byClassValidator(dto: new () => object, body: object): object | undefined {
  const made = plainToInstance(dto, body);
  const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true };
  return validateSync(made, options).length === 0 ? made : undefined;
}

const odd = fc.oneof(
  fc.constantFrom(null, '', 'x', 5, true, [], {}, [[]], [null], [{}], '2017-03-07', ' Reuters\u00a0', ['a', 'a']),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The body with something in it replaced, added or left out. */
const mutated = (body: object): fc.Arbitrary<object> =>
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom('replace', 'add', 'remove', 'keep'), odd)
    .map(([depth, which, how, value]) => {
      const copy = structuredClone(body) as Record<string, unknown>;
      let at = copy;
      for (let level = depth % 4; level > 0; level -= 1) {
        const below = Object.values(at).filter((one) => typeof one === 'object' && one !== null);
        if (below.length === 0) break;
        at = below[which % below.length] as Record<string, unknown>;
      }
      const names = Object.keys(at);
      const name = names[which % Math.max(1, names.length)] ?? 'a';
      if (how === 'replace') at[name] = value;
      if (how === 'add' && !Array.isArray(at)) at[`x${which % 3}`] = value;
      if (how === 'remove' && !Array.isArray(at)) delete at[name];
      return copy;
    });

describe('reading a body without class-validator', () => {
  it.each(bodies)('takes a good %o', (dto, body) => {
    const read = readAs(dto, structuredClone(body));
    expect(read).toBeInstanceOf(dto);
    expect(read).toStrictEqual(byClassValidator(dto, structuredClone(body)));
  });

  it('takes what class-validator takes, as class-transformer makes it, and nothing else', () => {
    const cases = fc.constantFrom(...bodies).chain(([dto, body]) => mutated(body).map((sent) => [dto, sent] as const));
    fc.assert(
      fc.property(cases, ([dto, sent]) => {
        const read = readAs(dto, structuredClone(sent));
        expect(read).toStrictEqual(byClassValidator(dto, structuredClone(sent)));
      }),
      { numRuns: 4_000 },
    );
  });

  it('leaves classes that were put together to class-validator', () => {
    class Both extends IntersectionType(PlaceDto, GradingDto) {}
    expect(readAs(Both, bodies[3]![1])).toBeUndefined();
  });
});
