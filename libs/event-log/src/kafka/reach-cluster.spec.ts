import { reachCluster } from './reach-cluster.js';

describe('reaching the cluster at the start', () => {
  it('asks nothing once it is to stop: nobody would be there for the failure', async () => {
    const over = new AbortController();
    over.abort(new Error('stopped'));
    let asked = 0;
    const ask = (): Promise<never> => Promise.reject(new Error(`asked ${(asked += 1)} times`));
    const options = { brokers: ['127.0.0.1:9'], onTrouble: () => undefined, until: over.signal };
    await expect(reachCluster(ask, options)).rejects.toThrow('stopped');
    expect(asked).toBe(0);
  });
});
