import { GazetteerOrder } from './gazetteer-order.js';

const line = (names: object): Buffer => Buffer.from(JSON.stringify(names));

describe('the order of a gazetteer', () => {
  it('holds a child back until its parent is answered, and nobody else', async () => {
    const order = new GazetteerOrder();
    const log: string[] = [];
    let answerParent = (): void => undefined;
    const parentAnswer = new Promise<void>((resolve) => (answerParent = resolve));
    const posts = [
      order.afterParents(line({ id: 'iraq' }), async () => {
        await parentAnswer;
        log.push('iraq');
      }),
      order.afterParents(line({ id: 'mosul', parent: 'iraq' }), async () => log.push('mosul')),
      order.afterParents(line({ id: 'ypg', parents: ['sdf'] }), async () => log.push('ypg')),
      order.afterParents(line({ id: 'pmf', parents: [{ actor: 'iraq', from: '2016-11-26' }] }), async () =>
        log.push('pmf'),
      ),
    ];
    await posts[2];
    expect(log).toEqual(['ypg']);
    answerParent();
    await Promise.all(posts);
    expect(log).toEqual(['ypg', 'iraq', 'mosul', 'pmf']);
  });

  it('holds a way back until the places that it connects are answered', async () => {
    const order = new GazetteerOrder();
    const log: string[] = [];
    let answerCity = (): void => undefined;
    const cityAnswer = new Promise<void>((resolve) => (answerCity = resolve));
    const city = order.afterParents(line({ id: 'raqqa-city' }), async () => {
      await cityAnswer;
      log.push('city');
    });
    const road = order.afterParents(line({ id: 'road', connects: ['raqqa-city'] }), async () => log.push('road'));
    answerCity();
    await Promise.all([city, road]);
    expect(log).toEqual(['city', 'road']);
  });

  it('sends a child whose parent failed all the same: the API decides', async () => {
    const order = new GazetteerOrder();
    const parent = order.afterParents(line({ id: 'iraq' }), () => Promise.reject(new Error('lost')));
    const child = order.afterParents(line({ id: 'mosul', parent: 'iraq' }), async () => 'answered');
    await expect(parent).rejects.toThrow('lost');
    expect(await child).toBe('answered');
  });

  it('sends what it cannot read', async () => {
    expect(await new GazetteerOrder().afterParents(Buffer.from('{'), async () => 'answered')).toBe('answered');
    expect(await new GazetteerOrder().afterParents(Buffer.from('null'), async () => 'answered')).toBe('answered');
  });
});
