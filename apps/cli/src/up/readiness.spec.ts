import { randomUUID } from 'node:crypto';
import { Readiness } from './readiness.js';

const live = { id: randomUUID(), name: 'live', schema: 'edition_live', definition: {}, slice: {} };

describe('readiness', () => {
  it('comes when everything serves, and goes when it ends', async () => {
    const readiness = new Readiness({ position: async () => [0n] }, live);
    expect(await readiness.report()).toEqual({ ready: false, missing: ['starting'] });
    readiness.serving();
    expect(await readiness.report()).toEqual({ ready: true, missing: [] });
    readiness.notServing('stopping');
    expect(await readiness.report()).toEqual({ ready: false, missing: ['stopping'] });
  });

  it('is missing while the database does not answer', async () => {
    const readiness = new Readiness({ position: () => Promise.reject(new Error('gone')) }, live);
    readiness.serving();
    expect(await readiness.report()).toEqual({ ready: false, missing: ['database'] });
  });
});
