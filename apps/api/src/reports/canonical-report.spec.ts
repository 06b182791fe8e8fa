import fc from 'fast-check';
import { reportIdOf } from '#event-log';
import { canonicalReport } from './canonical-report.js';
import type { DatedDraft } from './draft.dto.js';
import { sampleDraft } from './draft.sample.js';

const id = reportIdOf('Reuters', 'D001');
const canonical = (draft: DatedDraft) => canonicalReport(draft, id, draft.reportedAt);

/** The same value with the properties of every object in another order. */
function shuffled<Value>(value: Value, seed: number): Value {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, shuffled(part, seed)] as const);
  const turn = entries.length === 0 ? 0 : seed % entries.length;
  return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)].reverse()) as Value;
}

describe('the report that a draft stands for', () => {
  it('has the same bytes whatever the order of properties', () => {
    const bytes = JSON.stringify(canonical(sampleDraft));
    fc.assert(
      fc.property(fc.nat(100), (seed) => {
        expect(JSON.stringify(canonical(shuffled(sampleDraft, seed)))).toBe(bytes);
      }),
    );
  });

  it('has the same bytes when defaults are written out', () => {
    const plain: DatedDraft = {
      externalId: 'D001',
      type: 'clash',
      summary: 'A clash.',
      occurred: { from: '2017-03-06' },
      reportedAt: '2017-03-06T20:00Z',
      source: { outlet: 'Reuters' },
    };
    const written: DatedDraft = {
      ...plain,
      nature: 'event',
      background: false,
      places: [],
      actors: [],
      control: [],
      figures: [],
      related: [],
      contradicts: [],
      grade: { reliability: 'F', credibility: 6 },
      occurred: { from: '2017-03-06', precision: 'day' },
      source: { outlet: 'Reuters', chain: ['Reuters'], anonymity: 'outlet_itself', seenByOutlet: false },
    };
    expect(JSON.stringify(canonical(plain))).toBe(JSON.stringify(canonical(written)));
  });

  it('names reports by their ids', () => {
    const other = '0190D5A2-7C1E-7B4E-8F0A-3D2C1B0A9F8E';
    const { related, contradicts } = canonical({ ...sampleDraft, related: ['D004', other], contradicts: ['D124'] });
    expect(related).toEqual([reportIdOf('Reuters', 'D004'), other.toLowerCase()]);
    expect(contradicts).toEqual([reportIdOf('Reuters', 'D124')]);
  });

  it('keeps whom its source speaks for, also when that is nobody', () => {
    const sourceFor = (speaksFor?: string[]) =>
      canonical({
        ...sampleDraft,
        source: { ...sampleDraft.source, ...(speaksFor === undefined ? {} : { speaksFor }) },
      }).source;
    expect(sourceFor(['sdf']).speaksFor).toEqual(['sdf']);
    expect(sourceFor([]).speaksFor).toEqual([]);
    expect(sourceFor()).not.toHaveProperty('speaksFor');
  });

  it('keeps the instants of a period beside days as written, whatever the zone of its place is', () => {
    const [sample] = sampleDraft.figures!;
    const figure = { ...sample!, period: { from: '2017-03-05T22:00Z', to: '2017-03-06' } };
    expect(canonical({ ...sampleDraft, figures: [figure] }).figures[0]).toMatchObject({
      period: { from: '2017-03-05', to: '2017-03-06' },
      instants: { from: '2017-03-05T22:00Z' },
    });
  });

  it('keeps minus zero from making other bytes than zero', () => {
    const [figure] = sampleDraft.figures!;
    const low = canonical({ ...sampleDraft, figures: [{ ...figure!, low: -0 }] }).figures[0]?.low;
    expect(Object.is(low, 0)).toBe(true);
  });

  it.each([
    [{ from: '2017-03-06T10:00Z', to: '2017-03-06T11:00Z' }, 'instant'],
    [{ from: '2017-03-06' }, 'day'],
    [{ to: '2017-03-06' }, 'unknown'],
    [{}, 'unknown'],
  ] as const)('says how precise %j is', (occurred, precision) => {
    expect(canonical({ ...sampleDraft, occurred }).occurred.precision).toBe(precision);
  });

  it('leaves out what is not known', () => {
    expect(JSON.stringify(canonical(sampleDraft))).not.toMatch(/null|undefined|""/);
  });
});
