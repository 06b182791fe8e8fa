/** What cannot be read from the tables: the front page of the sample, in our own words. */
export const cover = {
  title: 'Mosul, Raqqa, Manbij: 6–11 March 2017',
  description:
    'One hundred and ninety-eight reports from ten news articles of a single week, retold in our own words. Iraqi ' +
    'forces push into west Mosul and take the government quarter; the Syrian Democratic Forces cut the last main road ' +
    'out of Raqqa; around Manbij four armies stand next to one another. Overnight events, running totals, repeated ' +
    'and contradictory accounts are all in it. Places, their coordinates and the grades are general knowledge or our ' +
    'own assessment, not the outlet’s.',
  timeZone: 'Asia/Baghdad',
  requests: [
    {
      title: 'The whole map at the end of 7 March, with all that is known today',
      path: '/v1/control?validAt=2017-03-07',
    },
    {
      title: 'The road from Mosul to Tal Afar on 7 March, as far as it was known that night',
      path: '/v1/control?place=road-mosul-tal-afar&validAt=2017-03-07&knownAt=2017-03-07',
    },
    {
      title: 'Prisoners set free on 10 March, without counting anybody twice',
      path: '/v1/tallies?measure=released&from=2017-03-10&to=2017-03-10',
    },
  ],
} as const;
