import type { NamedToken } from '#platform';
import { TokenBlock } from './revoked-tokens.js';
import { TokenRefused } from './token-reader.js';

describe('a token', () => {
  const setUp = () => {
    const state = {
      nowMs: 10_000,
      asked: [] as NamedToken[],
      ids: new Set<string>(),
      issuedByMs: new Map<string, number>(),
    };
    const store = {
      of: (token: NamedToken) => {
        state.asked.push(token);
        const isRevoked = token.tokenId !== undefined && state.ids.has(token.tokenId);
        return Promise.resolve({ isRevoked, issuedByMs: state.issuedByMs.get(token.subject) });
      },
    };
    return { state, block: new TokenBlock(store, () => state.nowMs) };
  };

  it('that was revoked by its id, or with all of its subject until then, lets nobody in', async () => {
    const { state, block } = setUp();
    state.ids.add('a');
    state.issuedByMs.set('ada', 5_500);
    await expect(block.refuseRevoked({ jti: 'a', sub: 'rita', iat: 9 })).rejects.toThrow(TokenRefused);
    await expect(block.refuseRevoked({ jti: 'b', sub: 'ada', iat: 5 })).rejects.toThrow('Sign in anew');
    await expect(block.refuseRevoked({ sub: 'ada' })).rejects.toThrow(TokenRefused);
    await expect(block.refuseRevoked({ jti: 'b', sub: 'ada', iat: 6 })).resolves.toBeUndefined();
    await expect(block.refuseRevoked({ sub: 'rita' })).resolves.toBeUndefined();
  });

  it('is asked for by itself, and seen to be revoked within half a second, by one reading for all of its requests', async () => {
    const { state, block } = setUp();
    await Promise.all([1, 2, 3].map(() => block.refuseRevoked({ jti: 'a', sub: 'ada', iat: 9 })));
    expect(state.asked).toEqual([{ tokenId: 'a', subject: 'ada' }]);
    state.issuedByMs.set('ada', 9_500);
    state.nowMs += 500;
    await expect(block.refuseRevoked({ jti: 'a', sub: 'ada', iat: 9 })).rejects.toThrow(TokenRefused);
    expect(state.asked.length).toBe(2);
  });
});
