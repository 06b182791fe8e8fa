import { Readiness } from './readiness.js';

describe('readiness', () => {
  it('comes when everything serves, and goes when it ends', async () => {
    const readiness = new Readiness({ find: async () => ({}) });
    expect(await readiness.report()).toEqual({ ready: false, missing: ['starting'] });
    readiness.serving();
    expect(await readiness.report()).toEqual({ ready: true, missing: [] });
    readiness.notServing('stopping');
    expect(await readiness.report()).toEqual({ ready: false, missing: ['stopping'] });
  });

  it('is missing while the database does not answer', async () => {
    const readiness = new Readiness({ find: () => Promise.reject(new Error('gone')) });
    readiness.serving();
    expect(await readiness.report()).toEqual({
      ready: false,
      missing: [expect.stringMatching(/^(database|live edition): /)],
    });
  });
});
