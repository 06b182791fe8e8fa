/** A report by which the hill changes hands, from the one side to the other: one message each. */
export const gain = (index: number) => ({
  externalId: `G${index}`,
  type: 'area_seized',
  summary: `Gain ${index}`,
  occurred: { from: '2020-01-01' },
  reportedAt: '2020-12-31T00:00:00Z',
  places: ['hill'],
  control: [
    {
      place: 'hill',
      effect: 'gained',
      status: 'held',
      holders: [index % 2 === 0 ? 'reds' : 'blues'],
      takenFrom: index % 2 === 0 ? 'blues' : 'reds',
      effective: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
    },
  ],
  source: { outlet: 'Desk' },
});
