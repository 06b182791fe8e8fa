import { readQuestion } from '../url/question.js';
import { exportedOf } from './exported.js';

const asked = { d: '2017-03-08', k: '2017-03-09', edition: undefined };
const known = { knownAt: '2017-03-09', edition: undefined };
const of = (path: string, query = '') => exportedOf(path, asked, readQuestion(query).question);

describe('a file of what is seen', () => {
  it('asks what the map asks, with one party as its holder', () => {
    const params = { ...known, validAt: '2017-03-08' };
    expect(of('/')).toMatchObject({ path: '/v1/control', params: { ...params, holder: undefined }, wider: false });
    expect(of('/table', 'party=iraq')).toMatchObject({ params: { ...params, holder: 'iraq' }, wider: false });
  });

  it('says where the screen shows less than the file', () => {
    for (const query of ['party=iraq,sdf', 'status=held', 'kind=city']) expect(of('/', query).wider).toBe(true);
    expect(of('/reports', 'text=bridge').wider).toBe(true);
  });

  it.each([
    ['/places/mosul', '/v1/control/mosul/timeline'],
    ['/reports', '/v1/reports'],
    ['/contradictions', '/v1/contradictions'],
    ['/changes', '/v1/changes'],
    ['/counts', '/v1/tallies'],
  ])('of %s is the list %s', (path, list) => expect(of(path).path).toBe(list));
});
