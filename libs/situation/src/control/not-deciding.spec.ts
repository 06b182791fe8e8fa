import { contested, gained, observed, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import { gatherEvidence, type KnownClaim } from './control-evidence.js';
import { explainControl } from './explain-control.js';
import { ageSinceEvidence, occurredFromMs, typesAboutControl, whyNotDeciding } from './not-deciding.js';
import type { Report } from '../report/report.js';
import { endOfDayMs, instantMs } from '../time/time.js';

const zone = 'Asia/Baghdad';
const notDeciding = (day: string, claims: readonly KnownClaim[]) =>
  explainControl(gatherEvidence(claims, { zone, sideOf }), endOfDayMs(day, zone)).notDeciding.map(
    ({ claim, reason, ageDays }) => `${claim.reportId}: ${reason}, ${ageDays}`,
  );
const elsewhere = gained('iraq', '2017-03-07').claim;
const report = (type: Report['type'], control: Report['control'] = []): Pick<Report, 'type' | 'control'> => ({
  type,
  control,
});

describe('what does not decide', () => {
  it('is every claim that began after the last evidence, with the reason and the age', () => {
    const claims = [
      gained('iraq', '2017-03-05', { report: 'taken' }),
      contested('2017-03-04', { report: 'before', windowTo: '2017-03-04' }),
      contested('2017-03-06', { report: 'over', windowTo: '2017-03-06' }),
      contested('2017-03-08', { report: 'goes on' }),
      contested('2017-03-10', { report: 'to come' }),
    ];
    expect(notDeciding('2017-03-09', claims)).toEqual(['goes on: adds_fighting, 1', 'over: fighting_over, 3']);
  });

  it('is, without any evidence of its own, all that began by the moment asked', () => {
    const claims = [
      gained('iraq', '2017-03-05', { report: 'taken', takenFrom: 'islamic-state' }),
      observed('iraq', '2017-03-06', { report: 'seen' }),
    ];
    expect(notDeciding('2017-03-04', claims)).toEqual([]);
    expect(ageSinceEvidence(instantMs('2017-03-04T12:00Z'), { atMs: endOfDayMs('2017-03-06', zone), zone })).toBe(2);
  });

  it('is a report that names the place without a claim about it', () => {
    expect(whyNotDeciding(report('clash'), 'mosul-west')).toBe('fighting_alone');
    expect(whyNotDeciding(report('control_share_estimate'), 'mosul-west')).toBe('no_claim');
    expect(whyNotDeciding(report('advance'), 'mosul-west')).toBe('never_decides');
    expect(whyNotDeciding(report('area_seized', [elsewhere]), 'mosul-west')).toBe('claims_elsewhere');
    expect(whyNotDeciding(report('area_seized', [elsewhere]), elsewhere.place)).toBeUndefined();
  });

  it('tells of territory, fighting or what may bear on control, not of people, harm or words', () => {
    const told = ['clash', 'sniper_fire', 'control_share_estimate', 'advance', 'flag_raised', 'operation_started'];
    expect(typesAboutControl).toEqual(expect.arrayContaining(told));
    for (const type of ['displacement', 'casualties_reported', 'intention', 'statement'])
      expect(typesAboutControl).not.toContain(type);
  });

  it('leaves out what began by the last evidence, after the moment asked, or on a day that nobody knows', () => {
    const asked = { atMs: instantMs('2017-03-08T12:00+03:00'), lastEvidence: '2017-03-06', zone };
    const age = (from?: string) =>
      ageSinceEvidence(occurredFromMs({ precision: 'day', ...(from && { from }) }, zone), asked);
    expect(['2017-03-07', '2017-03-08', '2017-03-06', '2017-03-08T13:00+03:00', undefined].map(age)).toEqual([
      1,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
