import type { RevokedTokens } from '#platform';
import { TokenBlock } from './revoked-tokens.js';
import { TokenRefused } from './token-reader.js';

describe('a token', () => {
  const setUp = () => {
    const state = {
      nowMs: 10_000,
      reads: 0,
      revoked: { ids: new Set<string>(), issuedByMs: new Map() } as RevokedTokens,
    };
    const store = {
      read: () => {
        state.reads += 1;
        return Promise.resolve(state.revoked);
      },
    };
    return { state, block: new TokenBlock(store, () => state.nowMs) };
  };

  it('that was revoked by its id, or with all of its subject until then, lets nobody in', async () => {
    const { state, block } = setUp();
    state.revoked = { ids: new Set(['a']), issuedByMs: new Map([['ada', 5_500]]) };
    await expect(block.refuseRevoked({ jti: 'a', sub: 'rita', iat: 9 })).rejects.toThrow(TokenRefused);
    await expect(block.refuseRevoked({ jti: 'b', sub: 'ada', iat: 5 })).rejects.toThrow('Sign in anew');
    await expect(block.refuseRevoked({ sub: 'ada' })).rejects.toThrow(TokenRefused);
    await expect(block.refuseRevoked({ jti: 'b', sub: 'ada', iat: 6 })).resolves.toBeUndefined();
    await expect(block.refuseRevoked({ sub: 'rita' })).resolves.toBeUndefined();
  });

  it('is seen to be revoked within half a second, by one reading for all', async () => {
    const { state, block } = setUp();
    await Promise.all([1, 2, 3].map(() => block.refuseRevoked({ sub: 'ada', iat: 9 })));
    expect(state.reads).toBe(1);
    state.revoked = { ids: new Set(), issuedByMs: new Map([['ada', 9_500]]) };
    state.nowMs += 500;
    await expect(block.refuseRevoked({ sub: 'ada', iat: 9 })).rejects.toThrow(TokenRefused);
    expect(state.reads).toBe(2);
  });
});
