import { readQuestion } from '../url/question.js';
import { exportedOf } from './exported.js';

const asked = { d: '2017-03-08', k: '2017-03-09', edition: undefined };
const known = { knownAt: '2017-03-09', edition: undefined };
const of = (path: string, query = '') => {
  const { question } = readQuestion(query);
  const { snapshot, policy, within } = question;
  return exportedOf(path, { ...asked, snapshot, policy, within }, question);
};

describe('a file of what is seen', () => {
  it('asks what the map asks, with one party as its holder', () => {
    const params = { ...known, validAt: '2017-03-08' };
    expect(of('/')).toMatchObject({ path: '/v1/control', params: { ...params, holder: undefined }, wider: false });
    expect(of('/table', 'party=iraq')).toMatchObject({ params: { ...params, holder: 'iraq' }, wider: false });
  });

  it('says where the screen shows less than the file', () => {
    for (const query of ['party=iraq,sdf', 'status=held', 'kind=city']) expect(of('/', query).wider).toBe(true);
  });

  it('follows where, whose word counts, what sides claim, what is pinned down and the grades of the feed', () => {
    const policy = 'admission-against-interest@1';
    const query = `within=mosul&policy=${policy}&stance=claimed`;
    expect(of('/', query).params).toMatchObject({ within: 'mosul', policy, stance: 'claimed' });
    expect(of('/counts', query).params).toMatchObject({ within: 'mosul', policy });
    expect(of('/places/mosul', query).params).toEqual({ ...known, policy });
    expect(of('/changes', query)).toMatchObject({
      params: { within: 'mosul', policy: 'admission-against-interest@1' },
      wider: false,
    });
    const feed = of('/reports', 'within=mosul&grade=A,2&text=bridge&recorded=2026-11-30T06:31:00Z');
    expect(feed).toMatchObject({
      params: {
        within: 'mosul',
        reliability: ['A'],
        credibility: ['2'],
        q: 'bridge',
        recordedFrom: '2026-11-30T06:31:00Z',
      },
      wider: false,
    });
    const snapshot = `0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e.331.10.${'0f'.repeat(32)}`;
    for (const path of ['/', '/counts', '/changes', '/reports', '/places/mosul']) {
      const { params } = of(path, `snapshot=${snapshot}`);
      expect(params).toMatchObject({ snapshot });
      expect(params).not.toHaveProperty('edition');
    }
  });

  it.each([
    ['/places/mosul', '/v1/control/mosul/timeline'],
    ['/reports', '/v1/reports'],
    ['/contradictions', '/v1/contradictions'],
    ['/changes', '/v1/changes'],
    ['/counts', '/v1/tallies'],
  ])('of %s is the list %s', (path, list) => expect(of(path).path).toBe(list));
});
