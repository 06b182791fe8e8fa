import type { Actor, Correction, IncidentDecision, Place, Report, SitrepEvent } from '#situation';

export const uuid = (end: number): string => `00000000-0000-4000-8000-${end.toString(16).padStart(12, '0')}`;

export const report: Report = {
  id: uuid(1),
  externalId: 'D001',
  type: 'road_cut',
  nature: 'event',
  background: false,
  summary: 'The road to Deir al-Zor was cut.',
  occurred: { from: '2017-03-06', to: '2017-03-06T18:00+03:00', precision: 'day', derivation: 'Monday' },
  reportedAt: '2017-03-06T23:59:59+03:00',
  places: ['raqqa', 'deir-al-zor'],
  actors: [{ role: 'by', actor: 'sdf' }],
  control: [
    {
      place: 'raqqa',
      effect: 'gained',
      status: 'held',
      holders: ['sdf'],
      takenFrom: 'islamic-state',
      formations: [],
      effective: '2017-03-06',
      windowFrom: 'open',
      conditions: ['front_line'],
      extent: 'most',
      confidence: 'high',
    },
  ],
  figures: [
    {
      measure: 'killed',
      group: 'islamic-state',
      low: 20,
      lowExclusive: true,
      unit: 'people',
      basis: 'incremental',
      period: { from: '2017-03-06' },
      subsetOf: uuid(2),
      wording: 'more than 20',
    },
  ],
  source: { outlet: 'Reuters', chain: ['a spokesman', 'Reuters'], anonymity: 'named', seenByOutlet: false },
  grade: { reliability: 'B', credibility: 2, reason: 'institutional count' },
  incident: { key: 'E-ROAD', relation: 'same_event' },
  related: [uuid(3)],
  contradicts: [],
};
export const amendment = {
  id: uuid(4),
  reportId: report.id,
  reportedAt: '2017-03-08T12:00:00.5Z',
  reason: 'told otherwise',
};
export const correction: Correction = { ...amendment, report: { ...report, reportedAt: amendment.reportedAt } };
export const decision: IncidentDecision = {
  id: uuid(5),
  reportIds: [uuid(1), uuid(2)],
  incident: 'E-ROAD',
  reportedAt: '2017-03-09T12:00Z',
  reason: 'one road, one day',
};
const decidedOn = { id: uuid(8), reportId: report.id, reportedAt: '2017-03-10T12:00Z', draft: uuid(4) };
export const place: Place = {
  id: 'raqqa',
  name: 'Raqqa',
  aliases: ['ar-Raqqah', 'الرقة'],
  kind: 'city',
  parent: 'syria',
  location: { lat: 35.95, lon: 39.01, precisionKm: 3 },
  timeZone: 'Asia/Damascus',
  registeredAt: '2017-03-01T00:00Z',
};
export const actor: Actor = {
  id: 'sdf',
  name: 'Syrian Democratic Forces',
  aliases: [],
  kind: 'coalition',
  parents: [],
  alliedWith: [],
  opposes: [{ actor: 'islamic-state', from: '2015-10-11', note: 'Raqqa' }],
  registeredAt: '2017-03-01T00:00Z',
  names: [{ language: 'ar', name: 'قسد' }],
};
export const everyKind: readonly SitrepEvent[] = [
  { kind: 'reported', report },
  { kind: 'report_corrected', correction },
  { kind: 'report_retracted', retraction: amendment },
  { kind: 'report_reinstated', reinstatement: { ...amendment, follows: [uuid(6), uuid(7)] } },
  { kind: 'report_graded', grading: { ...amendment, grade: report.grade } },
  { kind: 'reports_linked', link: decision },
  { kind: 'reports_unlinked', unlink: { ...decision, reportIds: [uuid(2)] } },
  { kind: 'report_drafted', report },
  { kind: 'draft_revised', revision: correction },
  { kind: 'report_approved', approval: { ...decidedOn, note: 'checked against the map' } },
  { kind: 'report_rejected', rejection: { ...decidedOn, reason: 'of another year' } },
  { kind: 'place_registered', place },
  { kind: 'actor_registered', actor },
];
