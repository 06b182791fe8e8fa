import type { HistoricVersionDto } from 'sitrep-api';
import { correctedReport, formOf } from './correction.js';
import { type AskedType, asksOf } from './asks.js';
import { draftOf } from './draft.js';
import type { FormState } from './form-state.js';

const seized: AskedType = {
  type: 'area_seized',
  mayDoToControl: 'may_change_holder',
  conditionStates: [],
  family: 'territory',
  asks: [
    { role: 'by', question: 'Who did it?', required: false },
    { role: 'against', question: 'Against whom?', required: false },
  ],
  figures: { measures: [], bases: ['incremental', 'cumulative'] },
};
const asks = asksOf(seized);
const period = { from: '2017-03-08', to: '2017-03-08' };
const report = {
  id: 'id',
  externalId: 'D7',
  type: 'area_seized',
  summary: 'Taken.',
  places: ['west', 'mosul'],
  background: false,
  occurred: { precision: 'day', ...period },
  reportedAt: '2017-03-08T18:00:00Z',
  note: 'A remark.',
  actors: [
    { role: 'by', actor: 'iraq' },
    { role: 'speaker', actor: 'us' },
  ],
  control: [
    {
      place: 'west',
      effect: 'gained',
      holders: ['iraq'],
      takenFrom: 'is',
      effective: '2017-03-08',
      confidence: 'high',
    },
    { place: 'mosul', effect: 'contested', holders: [] },
  ],
  figures: [
    {
      measure: 'killed',
      group: 'is',
      low: 20,
      lowExclusive: true,
      basis: 'cumulative',
      period: { from: '2016-10-17', to: '2017-03-08' },
    },
  ],
  source: { outlet: 'Reuters', chain: ['a colonel', 'Reuters'], anonymity: 'named', seenByOutlet: false },
  grade: { reliability: 'B', credibility: 2 },
  related: [],
  contradicts: [],
  version: 1,
  knownFrom: '2017-03-08T18:00:00Z',
  knownTo: null,
  by: { id: 'anonymous', name: null },
} as unknown as HistoricVersionDto;
const form = formOf(report, asks, (moment) => moment.slice(0, 10));
const draft = (filled: FormState) => draftOf(filled, asks, filled.summary, report.reportedAt);
const corrected = (change: Partial<FormState>) => {
  const after = { ...form, ...change };
  return correctedReport(report, draft(form), draft(after), { roles: asks.roles, answers: after.figures });
};

describe('a correction', () => {
  it('is filled in with what the report says', () =>
    expect(form).toMatchObject({
      type: 'area_seized',
      place: 'west',
      day: '2017-03-08',
      actors: { by: ['iraq'], from: ['is'] },
      outlet: 'Reuters',
      voice: 'a colonel',
      grade: 'B2',
      figures: [{ measure: 'killed', group: 'is', extent: 'above', low: '20', basis: 'cumulative', of: 0 }],
    }));

  it('leaves the report as it is where nothing is changed', () => {
    const { id: _id, version: _version, knownFrom: _from, knownTo: _to, by: _by, ...same } = report;
    expect(corrected({})).toEqual(same);
  });

  it('moves the day of what is claimed, and keeps what the form does not ask', () =>
    expect(corrected({ day: '2017-03-07' })).toMatchObject({
      externalId: 'D7',
      note: 'A remark.',
      places: ['west', 'mosul'],
      source: report.source,
      occurred: { from: '2017-03-07', to: '2017-03-07' },
      control: [{ place: 'west', effective: '2017-03-07', holders: ['iraq'] }, { place: 'mosul' }],
      figures: [{ basis: 'cumulative', low: 20, period: { from: '2016-10-17', to: '2017-03-07' } }],
    }));

  it('changes who did it and who says so, each beside the others', () => {
    const changed = corrected({ actors: { by: ['sdf'], from: ['is'] }, voice: 'a major' });
    expect(changed).toMatchObject({
      actors: [
        { role: 'by', actor: 'sdf' },
        { role: 'from', actor: 'is' },
        { role: 'speaker', actor: 'us' },
      ],
      source: { chain: ['a major', 'Reuters'], anonymity: 'named' },
    });
  });

  it('changes one number and leaves the other, with all that the form does not ask of them', () => {
    const [killed] = form.figures;
    if (killed === undefined) throw new Error('The report counts nobody.');
    const second = { ...killed, measure: 'wounded', of: undefined as never };
    expect(corrected({ figures: [{ ...killed, extent: 'exact', low: '21' }, second] })).toMatchObject({
      figures: [{ measure: 'killed', low: 21, best: 21, high: 21, basis: 'cumulative' }, { measure: 'wounded' }],
    });
    expect(corrected({ figures: [] })).toMatchObject({ figures: [] });
  });
});
