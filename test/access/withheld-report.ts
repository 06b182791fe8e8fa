/** Words that stand in the withheld report alone, and the position of a place that is withheld. */
export const secrets = [
  'zarqunite',
  'Nightjar',
  'Veilman',
  'marginalium',
  'threescorefold',
  'NJ-7781',
  '36.123457',
  '43.765432',
];

export const places = [
  { id: 'farland', name: 'Farland', kind: 'country', timeZone: 'UTC' },
  { id: 'plain', name: 'The plain', kind: 'governorate', parent: 'farland', timeZone: 'UTC' },
  { id: 'hill', name: 'The hill', kind: 'district', parent: 'plain', timeZone: 'UTC' },
  { id: 'house', name: 'A house', kind: 'building', parent: 'hill', timeZone: 'UTC' },
].map((place) =>
  place.id === 'house' ? { ...place, location: { lat: 36.123457, lon: 43.765432, precisionKm: 0 } } : place,
);
export const actors = ['reds', 'blues'].map((id) => ({ id, name: id, kind: 'state' }));

export const report = (externalId: string, outlet: string, more: object) => ({
  externalId,
  type: 'area_seized',
  summary: `Seen by ${externalId}`,
  occurred: { from: '2020-03-17' },
  reportedAt: '2020-03-18T07:31:00Z',
  places: ['hill'],
  source: { outlet },
  ...more,
});

export const open = report('O-1', 'Desk', {
  incident: { key: 'E-HILL' },
  figures: [{ measure: 'killed', group: 'reds', best: 3, basis: 'incremental' }],
});
export const withheld = report('NJ-7781', 'Nightjar Wire', {
  summary: 'The zarqunite column took the hill.',
  sensitivity: 'restricted',
  incident: { key: 'E-HILL' },
  contradicts: [],
  note: 'A marginalium.',
  verification: 'Veilman was seen.',
  places: ['house', 'hill'],
  control: [
    {
      place: 'house',
      effect: 'gained',
      status: 'held',
      holders: ['blues'],
      effective: '2020-03-17',
      note: 'zarqunite',
    },
  ],
  figures: [
    { measure: 'killed', group: 'reds', best: 61, basis: 'incremental', wording: 'threescorefold', note: 'zarqunite' },
  ],
  source: { outlet: 'Nightjar Wire', chain: ['Colonel Veilman', 'Nightjar Wire'], anonymity: 'named' },
});
