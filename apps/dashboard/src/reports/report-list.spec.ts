import { byKnownDay } from './report-list.js';
import type { Report } from './use-reports.js';

const report = (summary: string, knownFrom: string) =>
  ({
    summary,
    knownFrom,
    externalId: 'D1',
    source: { outlet: 'Reuters', chain: ['SDF spokesman'] },
  }) as unknown as Report;
const reports = [
  report('Road cut at Café Sinjar', '2017-03-07T20:59:59.999Z'),
  report('الموصل', '2017-03-08T20:59:59.999Z'),
  report('Bridge taken', '2017-03-07T21:30:00.000Z'),
];

it('the feed has the newest day first, by the clocks of the desk', () => {
  expect(byKnownDay(reports, 'Asia/Baghdad').map(({ day, reports: of }) => [day, of.length])).toEqual([
    ['2017-03-08', 2],
    ['2017-03-07', 1],
  ]);
});
