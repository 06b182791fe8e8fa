import { evidenceAge } from './evidence-age.js';

describe('the age of evidence', () => {
  it('is counted in days up to the day asked, and aged beyond the limit', () => {
    expect(evidenceAge('2017-03-01', '2017-03-01', 30)).toEqual({ evidenceAgeDays: 0, aged: false });
    expect(evidenceAge('2017-03-01', '2017-03-31', 30)).toEqual({ evidenceAgeDays: 30, aged: false });
    expect(evidenceAge('2017-03-01', '2017-04-01', 30)).toEqual({ evidenceAgeDays: 31, aged: true });
  });

  it('is not known without evidence', () => {
    expect(evidenceAge(null, '2017-03-01', 30)).toEqual({ evidenceAgeDays: null, aged: false });
  });
});
