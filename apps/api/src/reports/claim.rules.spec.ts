import { developmentTypes, effectsAllowedFor } from '#situation';
import type { ClaimDto } from './claim.dto.js';
import { claimViolations } from './claim.rules.js';
import { sampleContext, sampleDraft } from './draft.sample.js';

const gained: ClaimDto = { place: 'mosul', effect: 'gained', holders: ['iraq'], effective: '2017-03-06' };
const observed: ClaimDto = { ...gained, effect: 'observed' };
const contested: ClaimDto = { place: 'mosul', effect: 'contested', windowFrom: '2017-03-05' };

const found = (...control: readonly ClaimDto[]): string[] =>
  claimViolations({ ...sampleDraft, control }, sampleContext).map(({ pointer, code }) => `${pointer} ${code}`);
const without = (claim: ClaimDto, field: keyof ClaimDto): ClaimDto => {
  const { [field]: _left, ...rest } = claim;
  return rest as ClaimDto;
};

describe('what cannot be meant in a claim about control', () => {
  it('lets plain claims pass', () => {
    expect(found(gained, observed, contested)).toEqual([]);
  });

  it.each(developmentTypes)('lets a report of type %s carry the effects of the catalogue and no other', (type) => {
    const claims = { gained, observed, contested };
    for (const [effect, claim] of Object.entries(claims)) {
      const allowed = (effectsAllowedFor(type) as readonly string[]).includes(effect);
      const violations = claimViolations({ ...sampleDraft, type, control: [claim] }, sampleContext);
      expect(violations.map(({ pointer }) => pointer)).toEqual(allowed ? [] : ['/control/0/effect']);
    }
  });

  it('needs from when and whose for gained and observed', () => {
    for (const claim of [gained, observed]) {
      expect(found(without(claim, 'effective'))).toEqual(['/control/0/effective missing']);
      expect(found({ ...claim, holders: [] })).toEqual(['/control/0/holders missing']);
      expect(found(without(claim, 'holders'))).toEqual(['/control/0/holders missing']);
    }
  });

  it('needs the beginning of fighting for contested, and no effective', () => {
    expect(found(without(contested, 'windowFrom'))).toEqual(['/control/0/windowFrom missing']);
    expect(found({ ...contested, windowFrom: 'open' })).toEqual(['/control/0/windowFrom missing']);
    expect(found({ ...contested, effective: '2017-03-06' })).toEqual(
      ['/control/0/effective not_meant_here', '/control/0/windowFrom reversed'].slice(0, 1),
    );
  });

  it.each([
    ['since of a gain', { ...gained, since: '2017-03-01' }, '/control/0/since'],
    ['windowFrom of an observation', { ...observed, windowFrom: '2017-03-01' }, '/control/0/windowFrom'],
    ['windowTo of an observation', { ...observed, windowTo: '2017-03-06' }, '/control/0/windowTo'],
    ['takenFrom of an observation', { ...observed, takenFrom: 'islamic-state' }, '/control/0/takenFrom'],
    ['since of fighting', { ...contested, since: '2017-03-01' }, '/control/0/since'],
    ['takenFrom of fighting', { ...contested, takenFrom: 'islamic-state' }, '/control/0/takenFrom'],
    ['held of fighting', { ...contested, status: 'held' }, '/control/0/status'],
    ['divided of a gain', { ...gained, status: 'divided' }, '/control/0/status'],
  ] as const)('refuses %s', (_what, claim, pointer) => {
    expect(found(claim as ClaimDto)).toEqual([`${pointer} not_meant_here`]);
  });

  it('refuses a place taken from its own holder', () => {
    expect(found({ ...gained, takenFrom: 'iraq' })).toEqual(['/control/0/takenFrom taken_from_itself']);
  });

  it('refuses reversed windows', () => {
    expect(found({ ...gained, windowFrom: '2017-03-07', effective: '2017-03-06' })).toContain(
      '/control/0/windowFrom reversed',
    );
    expect(found({ ...contested, windowTo: '2017-03-04' })).toEqual(['/control/0/windowTo reversed']);
    expect(found({ ...observed, since: '2017-03-07' })).toEqual(['/control/0/since reversed']);
    expect(found({ ...gained, windowFrom: 'open' })).toEqual([]);
    expect(found({ ...gained, windowFrom: '2017-03-06' })).toEqual([]);
  });

  it('accepts the latest moment of a gain, and refuses one before its day', () => {
    expect(found({ ...gained, windowTo: '2017-03-06T08:00+03:00' })).toEqual([]);
    expect(found({ ...gained, windowTo: '2017-03-05' })).toEqual(['/control/0/windowTo reversed']);
  });

  it('refuses a latest moment of a gain that lies after the day from which it counts', () => {
    expect(found({ ...gained, windowTo: '2017-03-06' })).toEqual([]);
    for (const windowTo of ['2017-03-07', '2017-03-07T00:00+03:00'])
      expect(found({ ...gained, windowTo })).toEqual(['/control/0/windowTo after_effective']);
    const hour = { ...gained, effective: '2017-03-06T08:00+03:00' };
    expect(found({ ...hour, windowTo: '2017-03-06T09:00+03:00' })).toEqual(['/control/0/windowTo after_effective']);
    expect(found({ ...hour, windowTo: '2017-03-06T08:00+03:00' })).toEqual([]);
  });

  it('reads days in the zone of the place when it compares them with instants', () => {
    // 22:00 UTC on the 5th is already the 6th in Baghdad.
    expect(found({ ...contested, windowFrom: '2017-03-06', windowTo: '2017-03-05T22:00Z' })).toEqual([]);
    expect(found({ ...contested, windowFrom: '2017-03-06', windowTo: '2017-03-05T20:59Z' })).toEqual([
      '/control/0/windowTo reversed',
    ]);
  });

  it('refuses what lies after the report, but not its own day', () => {
    expect(found({ ...gained, effective: '2017-03-07' })).toEqual(['/control/0/effective after_report']);
    expect(found({ ...gained, effective: '2017-03-06T23:59:59.999+03:00' })).toEqual([]);
    expect(found({ ...gained, effective: '2017-03-07T00:00+03:00' })).toEqual(['/control/0/effective after_report']);
    expect(found({ ...contested, windowFrom: '2017-03-07' })).toEqual(['/control/0/windowFrom after_report']);
    expect(found({ ...contested, windowTo: '2017-03-20' })).toEqual([]);
  });

  it('refuses repeated holders, formations and conditions', () => {
    expect(found({ ...gained, holders: ['iraq', 'sdf', 'iraq'] })).toEqual(['/control/0/holders/2 duplicate']);
    expect(found({ ...gained, formations: ['a', 'a'] })).toEqual(['/control/0/formations/1 duplicate']);
    expect(found({ ...contested, conditions: ['besieged', 'besieged'] })).toEqual([
      '/control/0/conditions/1 duplicate',
    ]);
  });

  it('refuses two claims of one effect on one place at one time', () => {
    expect(found(gained, { ...gained, holders: ['sdf'] })).toEqual(['/control/1 duplicate']);
    expect(found(observed, { ...observed, effective: '2017-03-06T23:59:59.999+03:00' })).toEqual([
      '/control/1 duplicate',
    ]);
    expect(found(gained, { ...gained, effective: '2017-03-05' }, { ...gained, place: 'raqqa-city' })).toEqual([]);
    expect(found(contested, contested)).toEqual(['/control/1 duplicate']);
    expect(found(contested, { ...contested, windowTo: '2017-03-06' })).toEqual([]);
  });
});
