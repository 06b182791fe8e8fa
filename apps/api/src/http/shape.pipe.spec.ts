import type { ArgumentMetadata } from '@nestjs/common';
import { DraftDto } from '../reports/draft.dto.js';
import { sampleDraft } from '../reports/draft.sample.js';
import { ReportQueryDto } from '../reports/report-query.dto.js';
import { TallyQueryDto } from '../tallies/tally-query.dto.js';
import { Rejected, type Violation } from './rejected.js';
import { ShapePipe } from './shape.pipe.js';

const pipe = new ShapePipe();
const body: ArgumentMetadata = { type: 'body', metatype: DraftDto };
const query: ArgumentMetadata = { type: 'query', metatype: ReportQueryDto };

async function refusal(value: unknown, metadata = body): Promise<Rejected> {
  const outcome = await pipe.transform(value, metadata).catch((error: unknown) => error);
  if (outcome instanceof Rejected) return outcome;
  throw new Error(`not refused: ${JSON.stringify(outcome)}`);
}
const violations = async (changes: object): Promise<readonly Violation[]> =>
  (await refusal({ ...structuredClone(sampleDraft), ...changes })).violations;
const found = async (changes: object): Promise<string[]> =>
  (await violations(changes)).map(({ pointer, code }) => `${pointer} ${code}`);

const [claim] = sampleDraft.control!;
const [figure] = sampleDraft.figures!;

describe('the shape of a body', () => {
  it('takes the sample as it is', async () => {
    const taken = await pipe.transform(structuredClone(sampleDraft), body);
    expect(taken).toBeInstanceOf(DraftDto);
    expect(JSON.parse(JSON.stringify(taken))).toEqual(sampleDraft);
  });

  it.each([
    [{ summary: undefined }, '/summary missing'],
    [{ summary: null }, '/summary null'],
    [{ note: null }, '/note null'],
    [{ summary: ' \n' }, '/summary not_text'],
    [{ summary: 'x'.repeat(2_001) }, '/summary not_text'],
    [{ summary: 'bell \u0007' }, '/summary not_text'],
    [{ summary: 7 }, '/summary not_text'],
    [{ nature: 'rumour' }, '/nature not_one_of'],
    [{ background: 'yes' }, '/background not_a_flag'],
    [{ id: 'D001' }, '/id not_a_uuid'],
    [{ reportedAt: '2017-03-06T18:00' }, '/reportedAt not_a_moment'],
    [{ reportedAt: '2017-02-30' }, '/reportedAt not_a_moment'],
    [{ reportedAt: true }, '/reportedAt not_a_moment'],
    [{ occurred: { from: '2017-02-30' } }, '/occurred/from not_a_moment'],
    [{ occurred: { from: '2017-03-06T10:00' } }, '/occurred/from not_a_moment'],
    [{ occurred: [] }, '/occurred not_an_object'],
    [{ occurred: 'Monday' }, '/occurred not_an_object'],
    [{ places: 'mosul' }, '/places not_a_list'],
    [{ places: ['mosul', 'Raqqa City'] }, '/places/1 not_a_slug'],
    [{ places: ['mosul', null] }, '/places/1 null'],
    [{ places: Array.from({ length: 51 }, (_, n) => `p${n}`) }, '/places too_many'],
    [{ control: {} }, '/control not_a_list'],
    [{ control: [[]] }, '/control/0 not_an_object'],
    [{ control: [claim, 5] }, '/control/1 not_an_object'],
    [{ control: Array.from({ length: 101 }, () => claim) }, '/control too_many'],
    [{ control: [{ ...claim, effect: 'lost' }] }, '/control/0/effect not_one_of'],
    [{ control: [{ ...claim, windowFrom: 'always' }] }, '/control/0/windowFrom not_a_moment'],
    [{ control: [{ ...claim, holders: [['sdf']] }] }, '/control/0/holders/0 not_a_slug'],
    [{ control: [{ ...claim, conditions: ['wet'] }] }, '/control/0/conditions/0 not_one_of'],
    [{ figures: [{ ...figure, low: '4' }] }, '/figures/0/low not_a_number'],
    [{ figures: [{ ...figure, low: Infinity }] }, '/figures/0/low not_a_number'],
    [{ figures: [{ ...figure, period: { from: 'March' } }] }, '/figures/0/period/from not_a_moment'],
    [{ grade: { reliability: 'G', credibility: 2 } }, '/grade/reliability not_one_of'],
    [{ grade: { reliability: 'A', credibility: '2' } }, '/grade/credibility not_one_of'],
    [{ source: { outlet: 'x'.repeat(201) } }, '/source/outlet not_text'],
    [{ incident: {} }, '/incident/key missing'],
    [{ sumary: 'x' }, '/sumary unknown_field'],
    [{ control: [{ ...claim, holder: 'sdf' }] }, '/control/0/holder unknown_field'],
  ])('refuses %j', async (changes, expected) => {
    expect(await found(changes)).toEqual([expected]);
  });

  it('tells everything at once, one thing a field', async () => {
    const changes = {
      summary: '',
      type: 5,
      occurred: { from: 'x', to: 'y' },
      control: [{ ...claim, effect: 'lost', place: 'X' }, claim, { ...claim, confidence: 'sure' }],
      strange: 1,
    };
    expect((await found(changes)).sort()).toEqual([
      '/control/0/effect not_one_of',
      '/control/0/place not_a_slug',
      '/control/2/confidence not_one_of',
      '/occurred/from not_a_moment',
      '/occurred/to not_a_moment',
      '/strange unknown_field',
      '/summary not_text',
      '/type not_text',
    ]);
  });

  it('says what would be right', async () => {
    const [nature] = await violations({ nature: 'rumour' });
    expect(nature?.detail).toBe('Send one of: event, state, statement, estimate, assessment, intention.');
    const [misspelt] = await violations({ sumary: 'x' });
    expect(misspelt?.detail).toContain('summary');
    const [missing] = await violations({ reportedAt: undefined });
    expect(missing?.detail).toContain('2017-03-07T18:00+03:00');
  });

  it.each([[null], [undefined], [[]], [[sampleDraft]], ['text'], [5], [true]])(
    'refuses %j as a body',
    async (value) => {
      expect((await refusal(value)).message).toBe('Send one JSON object, { … }, as the body.');
    },
  );
});

describe('the parameters of an address', () => {
  it('fills in what was not given and reads numbers', async () => {
    expect(await pipe.transform({}, query)).toMatchObject({ edition: 'live', limit: 100 });
    expect(await pipe.transform({ limit: '7' }, query)).toMatchObject({ limit: 7 });
  });

  it.each([
    [{ limit: '0' }, 'limit', 'not_in_range'],
    [{ limit: '1001' }, 'limit', 'not_in_range'],
    [{ limit: '1e2' }, 'limit', 'not_in_range'],
    [{ limit: '' }, 'limit', 'not_in_range'],
    [{ limit: ['1', '2'] }, 'limit', 'not_in_range'],
    [{ knownAt: 'yesterday' }, 'knownAt', 'not_a_moment'],
    [{ knownAt: ['2017-03-07', '2017-03-08'] }, 'knownAt', 'not_a_moment'],
    [{ from: '2017-03-07T10:00Z' }, 'from', 'not_a_day'],
    [{ edition: 'Live!' }, 'edition', 'not_understood'],
    [{ validAt: '2017-03-07' }, 'validAt', 'unknown_field'],
    [{ hasOwnProperty: 'x' }, 'hasOwnProperty', 'unknown_field'],
  ])('refuses %j', async (value, parameter, code) => {
    expect((await refusal(value, query)).violations).toMatchObject([{ parameter, code }]);
  });
});

describe('a list in a query', () => {
  const tallies: ArgumentMetadata = { type: 'query', metatype: TallyQueryDto };

  it.each([
    ['killed', ['killed']],
    ['killed,wounded', ['killed', 'wounded']],
    [
      ['killed', 'wounded,killed'],
      ['killed', 'wounded'],
    ],
  ])('is read from %j', async (measure, measures) => {
    expect(await pipe.transform({ measure }, tallies)).toMatchObject({ measure: measures });
  });

  it.each([
    [{ measure: '' }, 'measure not_one_of', /^Send one of: killed/],
    [{ measure: 'killed,' }, 'measure not_one_of', /^Send one of: killed/],
    [{ measure: ['killed', 'joy'] }, 'measure not_one_of', /^Send one of: killed/],
    [{}, 'measure missing', /required/],
    [{ measure: 'killed', group: 'YPG' }, 'group not_a_slug', /^Send a slug/],
    [{ measure: 'killed', group: Array.from({ length: 21 }, (_, n) => `g${n}`) }, 'group too_many', /^Send at most 20/],
    [{ measure: 'killed', place: ['mosul', 'raqqa'] }, 'place not_a_slug', /^Give it once/],
  ])('refuses %j', async (asked, violation, advice) => {
    const [first] = (await refusal(asked, tallies)).violations;
    expect(`${String(first?.parameter)} ${String(first?.code)}`).toBe(violation);
    expect(first?.detail).toMatch(advice);
  });
});
