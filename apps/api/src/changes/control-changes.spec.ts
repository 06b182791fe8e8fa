import type { ControlItem } from '#projections/queries';
import { controlChanges } from './control-changes.js';

const item = (id: string, change: Partial<ControlItem> = {}): ControlItem => ({
  place: { id, name: id },
  ...{ status: 'held', holders: ['sdf'], conditions: [], extent: null, stale: false, confidence: 'high' },
  ...{ lastEvidence: '2017-03-06', reports: [{ id: 'a', externalId: 'D001' }] },
  ...change,
});

describe('what changed in control', () => {
  it('names the places whose answers differ, before and after', () => {
    const changes = controlChanges([item('road'), item('city')], [item('road', { status: 'contested' }), item('city')]);
    expect(changes.map(({ place, before, after }) => [place.id, before.status, after.status])).toEqual([
      ['road', 'held', 'contested'],
    ]);
  });

  it.each<Partial<ControlItem>>([
    { holders: ['iraq'] },
    { conditions: ['under_fire'] },
    { extent: 'most' },
    { stale: true },
    { confidence: 'low' },
  ])('sees %o', (change) => {
    expect(controlChanges([item('road')], [item('road', change)])).toHaveLength(1);
  });

  it('another report behind the same answer, or another order of holders, is no change', () => {
    const before = item('road', { holders: ['a', 'b'] });
    const after = item('road', { holders: ['b', 'a'], reports: [], lastEvidence: '2017-03-07' });
    expect(controlChanges([before], [after])).toEqual([]);
  });
});
