import { convertCampaign } from './campaign.conversion.js';
import { convertReport } from './report.conversion.js';
import type { Development, Quantity, SourceClaim } from './source-rows.js';

const development: Development = {
  id: 'D001',
  article: 10,
  publishedAt: '2017-03-06',
  type: 'road_cut',
  kind: 'event',
  background: false,
  summary: 'A road is cut',
  occurredFrom: '2017-03-06',
  occurredTo: '2017-03-06',
  occurredPrecision: 'day',
  occurredDerivation: 'Monday',
  places: ['the-road', 'the-city'],
  actors: [{ role: 'by', actor: 'sdf' }],
  control: [],
  quantities: [],
  source: { outlet: 'Reuters', chain: ['a spokesman', 'Reuters'], anonymity: 'named', seenByOutlet: false },
  verification: '',
  reliability: 'B',
  credibility: 2,
  gradeReason: '',
  eventKey: null,
  groupKind: null,
  related: [],
  contradicts: [],
  note: '',
};
const quantity: Quantity = {
  measure: 'killed',
  group: 'IS fighters',
  min: null,
  best: null,
  max: null,
  minExclusive: false,
  sourceWording: 'tens',
  unit: 'people',
  basis: 'incremental',
  periodFrom: '',
  periodTo: '2017-03-07',
  subsetOf: '',
  note: '',
};
const claim: SourceClaim = {
  place: 'the-road',
  effect: 'gained',
  status: 'held',
  holders: ['sdf'],
  takenFrom: null,
  formations: [],
  effectiveDay: '2017-03-06',
  windowFrom: 'open',
  windowTo: null,
  since: null,
  conditions: [],
  extent: null,
  confidence: 'medium',
  note: '',
};
const figureOf = (part: Partial<Quantity>, whole: Partial<Development> = {}) =>
  convertReport({ ...development, ...whole, quantities: [{ ...quantity, ...part }] }).figures?.[0];

describe('losses that were not published', () => {
  const gap = { type: 'data_gap', summary: 'The army has not published its own losses', places: ['mosul'] } as const;
  const about = [{ role: 'about', actor: 'iraqi-army' }];

  it('are figures of killed and wounded without a number, never zero', () => {
    const figures = convertReport({ ...development, ...gap, actors: about }).figures ?? [];
    expect(figures.map(({ measure, group, basis, period }) => [measure, group, basis, period])).toEqual([
      ['killed', 'iraqi-army', 'cumulative', { to: '2017-03-06' }],
      ['wounded', 'iraqi-army', 'cumulative', { to: '2017-03-06' }],
    ]);
    for (const figure of figures) for (const end of ['low', 'best', 'high']) expect(figure).not.toHaveProperty(end);
  });

  it('are read from nothing else', () => {
    const other = { ...gap, summary: 'The army has not published its plan' };
    expect(convertReport({ ...development, ...other, actors: about })).not.toHaveProperty('figures');
    expect(convertReport({ ...development, ...gap, type: 'statement', actors: about })).not.toHaveProperty('figures');
  });
});

describe('a report', () => {
  it('is known from the end of its day of publication in Baghdad', () => {
    expect(convertReport(development).reportedAt).toBe('2017-03-06T23:59:59.999+03:00');
  });

  it('says nothing of what is unknown', () => {
    expect(Object.keys(convertReport({ ...development, type: 'advance' }))).toEqual([
      'externalId',
      'type',
      'nature',
      'background',
      'summary',
      'occurred',
      'reportedAt',
      'places',
      'actors',
      'source',
      'grade',
    ]);
  });

  it('without a known beginning has only an end', () => {
    const report = convertReport({ ...development, occurredFrom: null, occurredPrecision: 'unknown' });
    expect(report.occurred).toEqual({ to: '2017-03-06', precision: 'unknown', derivation: 'Monday' });
  });

  it('with an hour in its dates is precise to the instant', () => {
    const report = convertReport({ ...development, occurredFrom: '2017-03-06T18:00+03:00' });
    expect(report.occurred).toMatchObject({ from: '2017-03-06T18:00+03:00', precision: 'instant' });
  });

  it('alone under its key tells of one event', () => {
    expect(convertReport({ ...development, eventKey: 'E-1' }).incident).toEqual({ key: 'E-1', relation: 'same_event' });
  });

  it('keeps a shared topic apart from a shared event', () => {
    const report = convertReport({ ...development, eventKey: 'E-1', groupKind: 'same_topic' });
    expect(report.incident).toEqual({ key: 'E-1', relation: 'same_topic' });
  });

  it('keeps the effective day and an open window of a claim, and leaves its nulls out', () => {
    expect(convertReport({ ...development, control: [claim] }).control).toEqual([
      {
        place: 'the-road',
        effect: 'gained',
        status: 'held',
        holders: ['sdf'],
        effective: '2017-03-06',
        windowFrom: 'open',
        confidence: 'medium',
      },
    ]);
  });

  it.each([
    ['road_cut', 'A road is cut', { state: 'cut', closedBy: ['sdf'] }],
    ['road_secured', 'A road is held', { state: 'open' }],
    ['looting', 'A bank was looted', { state: 'looted' }],
    ['infrastructure_condition', 'The buildings were destroyed', { state: 'destroyed' }],
  ])('of type %s says what state the first place was in', (type, summary, said) => {
    const { condition } = convertReport({ ...development, type, summary });
    expect(condition).toEqual([{ place: 'the-road', effective: '2017-03-06', confidence: 'medium', ...said }]);
  });

  it('of a road secured against somebody says that it is cut for him', () => {
    const actors = [...development.actors, { role: 'against', actor: 'islamic-state' }];
    const { condition } = convertReport({ ...development, type: 'road_secured', actors });
    expect(condition).toMatchObject([{ state: 'cut', closedTo: ['islamic-state'], closedBy: ['sdf'] }]);
  });

  it('of an encirclement says which exit is left, and nothing where it names none', () => {
    const ring = { ...development, type: 'encirclement', places: ['the-city', 'river-x'] };
    expect(convertReport(ring)).not.toHaveProperty('condition');
    const { condition } = convertReport({ ...ring, summary: 'The only exit left is over the river' });
    expect(condition).toMatchObject([{ place: 'river-x', state: 'open' }]);
  });

  it('keeps the window of what is not known to the day', () => {
    const conditionOf = (occurredFrom: string | null) => convertReport({ ...development, occurredFrom }).condition;
    expect(conditionOf(null)).toMatchObject([{ windowFrom: 'open', effective: '2017-03-06' }]);
    expect(conditionOf('2017-03-01')).toMatchObject([{ windowFrom: '2017-03-01', effective: '2017-03-06' }]);
  });

  it('of a type that the catalogue lacks stops the conversion', () => {
    expect(() => convertReport({ ...development, type: 'rumour' })).toThrow(/D001: type: "rumour"/);
  });
});

describe('a figure', () => {
  it('takes its place from the first place of the report, and only the numbers that are given', () => {
    expect(figureOf({ min: 20, minExclusive: true, subsetOf: 'D171' })).toEqual({
      measure: 'killed',
      group: 'islamic-state',
      low: 20,
      lowExclusive: true,
      unit: 'people',
      basis: 'incremental',
      period: { to: '2017-03-07' },
      place: 'the-road',
      subsetOf: 'D171',
      wording: 'tens',
    });
  });

  it.each([
    ['IS fighters', 'islamic-state', undefined],
    ['IS snipers', 'islamic-state', 'IS snipers'],
    ['civilian families', 'civilians', undefined],
    ['civilians (wedding party)', 'civilians', 'civilians (wedding party)'],
    ['civilians and military (mixed)', 'mixed', 'civilians and military (mixed)'],
    ['US troops (additional)', 'us-military', 'US troops (additional)'],
    ['anti-IS force at Mosul', 'anti-is-force-mosul', 'anti-IS force at Mosul'],
    ['', 'anyone', undefined],
  ])('about %j counts %s and keeps the wording where it says more', (printed, group, groupWording) => {
    const figure = figureOf({ group: printed });
    expect([figure?.group, figure?.groupWording]).toEqual([group, groupWording]);
  });

  it('about a group that nobody has mapped stops the conversion', () => {
    expect(() => figureOf({ group: 'dragons' })).toThrow(/dragons/);
  });

  it('of a share of control lies where the source put its group and counts the holder', () => {
    const share = { measure: 'control_share', group: 'the-province', unit: 'percent', basis: 'snapshot' };
    const actors = [
      { role: 'by', actor: 'sdf' },
      { role: 'holder', actor: 'islamic-state' },
    ];
    expect(figureOf(share, { actors })).toMatchObject({ place: 'the-province', group: 'islamic-state' });
  });

  it('forecast as displaced stays a forecast', () => {
    const figure = figureOf({ measure: 'displacement_forecast', basis: 'forecast', group: 'civilians' });
    expect(figure).toMatchObject({ measure: 'displaced', basis: 'forecast' });
  });
});

it('a report dated unlike its article stops the conversion', () => {
  const source = { developments: [development], articles: [], actors: [], places: [] };
  expect(() => convertCampaign(source, '')).toThrow(/article 10/);
});
