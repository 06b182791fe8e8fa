import { conditionHappening, controlHappening, firstReported } from './first-reported.js';
import type { Report } from './report.js';
import type { ReportVersion } from './report-versions.js';
import { type Instant, instantMs } from '../time/time.js';

const version = (number: number, reportedAt: Instant, ...happenings: string[]): ReportVersion => ({
  eventId: `event-${number}`,
  wordsEventId: `event-${number}`,
  reportId: 'report',
  version: number,
  knownFromMs: instantMs(reportedAt),
  knownToMs: Infinity,
  report: { reportedAt, related: happenings } as unknown as Report,
});

describe('when a report first told of a happening', () => {
  it('is when its first version that tells of it was reported, in whatever order versions come', () => {
    const versions = [
      version(2, '2017-03-07T10:00Z', 'road cut', 'bridge destroyed'),
      version(1, '2017-03-06T14:00Z', 'road cut'),
      version(3, '2017-03-08T10:00Z', 'road cut', 'bridge destroyed'),
    ];
    const reportedMs = firstReported(versions, ({ related }) => related);
    expect(reportedMs('report', 'road cut')).toBe(instantMs('2017-03-06T14:00Z'));
    expect(reportedMs('report', 'bridge destroyed')).toBe(instantMs('2017-03-07T10:00Z'));
    expect(() => reportedMs('report', 'road open')).toThrow('no version of report report tells of road open');
  });

  it('is that of one happening, whatever a correction says of its confidence, and of another for another state', () => {
    const cut = { place: 'road', state: 'cut', effective: '2017-03-06', confidence: 'low' } as const;
    expect(conditionHappening({ ...cut, confidence: 'high', closedTo: ['iraq'] })).toBe(conditionHappening(cut));
    expect(conditionHappening({ ...cut, state: 'open' })).not.toBe(conditionHappening(cut));
    const gain = { place: 'road', effect: 'gained', holders: ['sdf', 'iraq'], formations: [], conditions: [] } as const;
    const confidence = 'low';
    expect(controlHappening({ ...gain, confidence, holders: ['iraq', 'sdf'] })).toBe(
      controlHappening({ ...gain, confidence }),
    );
  });
});
