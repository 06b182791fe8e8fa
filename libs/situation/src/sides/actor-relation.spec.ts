import { holdsOn } from './actor-relation.js';

describe('whom an actor stands by or against', () => {
  const campaign = { actor: 'us-led-coalition', from: '2016-10-17', to: '2017-07-10' };

  it('holds from the first day to the last, both included', () => {
    const days = ['2016-10-16', '2016-10-17', '2017-03-07', '2017-07-10', '2017-07-11'];
    expect(days.filter((day) => holdsOn(campaign, day))).toEqual(['2016-10-17', '2017-03-07', '2017-07-10']);
  });

  it('is not bounded where no day is known', () => {
    expect(holdsOn({ actor: 'iraq' }, '1000-01-01')).toBe(true);
    expect(holdsOn({ actor: 'iraq', to: '2017-03-07' }, '1000-01-01')).toBe(true);
    expect(holdsOn({ actor: 'iraq', from: '2017-03-07' }, '9000-12-31')).toBe(true);
    expect(holdsOn({ actor: 'iraq', from: '2017-03-07' }, '2017-03-06')).toBe(false);
  });
});
