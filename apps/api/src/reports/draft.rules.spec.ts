import type { Instant } from '#situation';
import { campaignLines } from '../../../../test/harness/campaign-events.js';
import { ShapePipe } from '../http/shape.pipe.js';
import { type DatedDraft, DraftDto } from './draft.dto.js';
import { draftViolations } from './draft.rules.js';
import { sampleContext, sampleDraft } from './draft.sample.js';
import { idOfDraft } from './draft-references.js';

const violationsOf = (changes: Partial<DatedDraft>, context = sampleContext) => {
  const draft: DatedDraft = { ...sampleDraft, ...changes };
  return draftViolations(draft, idOfDraft(draft), context);
};
const found = (changes: Partial<DatedDraft>, context = sampleContext): string[] =>
  violationsOf(changes, context).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what cannot be meant in a draft', () => {
  it('lets the sample pass', () => {
    expect(found({})).toEqual([]);
  });

  it('needs an id or an external id', () => {
    const { externalId: _left, ...nameless } = sampleDraft;
    expect(draftViolations(nameless, idOfDraft(nameless), sampleContext)).toMatchObject([{ pointer: '/id' }]);
  });

  it('proposes types that are like an unknown one', () => {
    const [violation] = violationsOf({ type: 'road_cuts', control: [] });
    expect(violation).toMatchObject({ pointer: '/type', code: 'unknown_type' });
    expect(violation?.detail).toContain('road_cut');
    expect(found({ type: 'toString', control: [] })).toEqual(['/type unknown_type']);
  });

  it('refuses a speaker named twice', () => {
    expect(found({ source: { ...sampleDraft.source, speaksFor: ['sdf', 'sohr'] } })).toEqual([]);
    expect(found({ source: { ...sampleDraft.source, speaksFor: ['sdf', 'sdf'] } })).toEqual([
      '/source/speaksFor/1 duplicate',
    ]);
  });

  it('does not let a report come from the future, but forgives ten minutes', () => {
    const at = (ms: number): Instant => new Date(sampleContext.nowMs + ms).toISOString();
    expect(found({ reportedAt: at(9 * 60_000) })).toEqual([]);
    expect(found({ reportedAt: at(11 * 60_000) })).toEqual(['/reportedAt in_future']);
  });

  it('refuses a reversed time of occurrence', () => {
    expect(found({ occurred: { from: '2017-03-06', to: '2017-03-05' } })).toEqual(['/occurred/to reversed']);
    expect(found({ occurred: { from: '2017-03-06T10:00Z', to: '2017-03-06T09:59Z' } })).toEqual([
      '/occurred/to reversed',
    ]);
    expect(found({ occurred: { from: '2017-03-06T10:00Z', to: '2017-03-06' } })).toEqual([]);
  });

  it('lets only accounts of what is ahead begin after the report', () => {
    const occurred = { from: '2017-03-08' };
    expect(found({ occurred })).toEqual(['/occurred/from after_report']);
    expect(found({ occurred, nature: 'state' })).toEqual(['/occurred/from after_report']);
    expect(found({ occurred, nature: 'intention', type: 'intention', control: [], figures: [] })).toEqual([]);
  });

  it('lets an account date itself by the day where it was written', () => {
    // Half past midnight in Baghdad is still the day before in London.
    const london = { ...sampleContext, zoneOf: () => 'Europe/London' };
    const reportedAt = '2017-03-07T00:30+03:00';
    const occurred = { from: '2017-03-07' };
    expect(found({ reportedAt, occurred }, london)).toEqual([]);
    expect(found({ reportedAt, occurred: { from: '2017-03-08' } }, london)).toEqual(['/occurred/from after_report']);
  });

  it('refuses what is listed twice', () => {
    expect(found({ places: ['mosul', 'raqqa-city', 'mosul'] })).toEqual(['/places/2 duplicate']);
    const by = { role: 'by', actor: 'sdf' } as const;
    expect(found({ actors: [by, { ...by, role: 'with' }, by] })).toEqual(['/actors/2 duplicate']);
    expect(found({ related: ['D004', 'D004'] })).toEqual(['/related/1 duplicate']);
  });

  it('does not let a report name itself, by number or by id', () => {
    expect(found({ related: ['D001'] })).toEqual(['/related/0 itself']);
    expect(found({ contradicts: [idOfDraft(sampleDraft)!.toUpperCase()] })).toEqual(['/contradicts/0 itself']);
    const [figure] = sampleDraft.figures!;
    expect(found({ figures: [{ ...figure!, subsetOf: 'D001' }] })).toEqual(['/figures/0/subsetOf itself']);
    expect(found({ related: ['D001'], source: { outlet: 'AFP' }, externalId: 'D002' })).toEqual([]);
  });

  it('tells everything at once', () => {
    expect(found({ type: 'nothing', occurred: { from: '2017-03-06', to: '2017-03-05' }, places: ['a', 'a'] })).toEqual([
      '/type unknown_type',
      '/occurred/to reversed',
      '/places/1 duplicate',
    ]);
  });

  it('lets every report of the sample campaign pass', async () => {
    const shape = new ShapePipe();
    const later = { ...sampleContext, nowMs: Date.parse('2017-04-01T00:00:00Z') };
    for (const line of campaignLines<DatedDraft>('reports.ndjson')) {
      const draft = (await shape.transform(line, { type: 'body', metatype: DraftDto })) as DatedDraft;
      expect({ draft: draft.externalId, found: draftViolations(draft, idOfDraft(draft), later) }).toEqual({
        draft: draft.externalId,
        found: [],
      });
    }
  });
});
