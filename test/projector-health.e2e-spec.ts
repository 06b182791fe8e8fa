import { startHealthServer } from '../apps/projector/src/health-server.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe('the health of the separate projector', () => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
  });
  afterAll(() => sitrep.stop());

  it('is told over HTTP: alive, and how far it is', async () => {
    const health = await startHealthServer(sitrep, '127.0.0.1', 0);
    const ask = (path: string) => fetch(`http://127.0.0.1:${health.port}${path}`);
    expect((await ask('/livez')).status).toBe(200);
    const ready = await ask('/readyz');
    expect(await ready.json()).toMatchObject({ ready: true, progress: { lag: 0, parked: 0 } });
    expect((await ask('/else')).status).toBe(404);
    await health.close();
  });
});
