import fc from 'fast-check';
import { gatherEvidence } from './control-evidence.js';
import { answerIdentity, controlTimeline } from './control-timeline.js';
import { claims, instant, reading } from '../history/known-times.fixture.js';
import { resolveControl } from './resolve-control.js';
import { Runs } from '../history/stretches.js';
import { beginning_of_time_ms, instantMs } from '../time/time.js';

describe('one sweep over the valid time of a place', () => {
  it('says at every turn what resolving that moment says, and rests on the same reports', () => {
    fc.assert(
      fc.property(claims, fc.option(fc.nat(12), { nil: undefined }), (all, from) => {
        const evidence = gatherEvidence(all, reading);
        const fromMs = from === undefined ? beginning_of_time_ms : instantMs(instant(from));
        const swept = controlTimeline(evidence, fromMs);
        const points = Array.from({ length: 24 * 30 }, (_, hour) => instantMs(instant(-4)) + hour * 3_600_000);
        for (const atMs of [fromMs, ...points].filter((ms) => ms >= fromMs)) {
          const { answer, supports } = resolveControl(evidence, atMs);
          const there = swept.answers.find((one) => one.fromMs <= atMs && atMs < one.toMs);
          const rests = swept.supports.filter((one) => one.fromMs <= atMs && atMs < one.toMs);
          expect(there && answerIdentity(there.value)).toBe(
            answer.status === 'unknown' ? undefined : answerIdentity(answer),
          );
          expect(rests.map(({ value }) => value).sort()).toEqual(
            answer.status === 'unknown' ? [] : [...new Set(supports.map(({ reportId }) => reportId))].sort(),
          );
        }
        const apart = new Runs<string>((reportId) => reportId);
        for (const stretch of swept.supports) apart.add(stretch);
        expect(apart.all).toHaveLength(swept.supports.length);
      }),
      { numRuns: 60 },
    );
  });
});
