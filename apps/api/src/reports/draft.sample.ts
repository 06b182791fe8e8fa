import type { TimeZone } from '#situation';
import type { DatedDraft } from './draft.dto.js';
import type { RuleContext } from './rule-context.js';

/** A whole draft that every rule lets pass, for specs to vary. */
export const sampleDraft: DatedDraft = {
  externalId: 'D001',
  type: 'road_cut',
  nature: 'event',
  background: false,
  summary: 'The SDF cut the road from Raqqa to Deir al-Zor.',
  occurred: { from: '2017-03-06', to: '2017-03-06', precision: 'day', derivation: 'Monday' },
  reportedAt: '2017-03-06T23:59:59.999+03:00',
  places: ['road-raqqa-deir-al-zor', 'raqqa-city'],
  actors: [{ role: 'by', actor: 'sdf' }],
  control: [
    {
      place: 'road-raqqa-deir-al-zor',
      effect: 'gained',
      holders: ['sdf'],
      takenFrom: 'islamic-state',
      effective: '2017-03-06',
      windowFrom: '2017-03-05',
      confidence: 'medium',
    },
    {
      place: 'raqqa-city',
      effect: 'observed',
      holders: ['islamic-state'],
      effective: '2017-03-06',
      since: '2014-01-01',
    },
    { place: 'raqqa-city', effect: 'contested', windowFrom: '2017-03-05', conditions: ['under_fire'] },
  ],
  figures: [
    {
      measure: 'killed',
      group: 'islamic-state',
      low: 4,
      best: 4,
      high: 4,
      basis: 'incremental',
      period: { from: '2017-03-06', to: '2017-03-06' },
    },
  ],
  source: { outlet: 'Reuters', chain: ['SDF spokesman', 'Reuters'], anonymity: 'named' },
  grade: { reliability: 'B', credibility: 2 },
  incident: { key: 'E-ROAD' },
  related: ['D004'],
  contradicts: ['D124'],
};

/** A day after the sample, with every place in Baghdad and of no known kind. */
export const sampleContext: RuleContext = {
  nowMs: Date.parse('2017-03-07T12:00:00Z'),
  zoneOf: (): TimeZone => 'Asia/Baghdad',
  kindOf: () => undefined,
  levels: ['open', 'restricted'],
};
