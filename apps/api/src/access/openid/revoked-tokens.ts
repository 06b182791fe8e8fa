import type { RevokedToken, TokenRevocations } from '#platform';
import { Newest } from '../newest.js';
import type { Claims } from './claims.js';
import { TokenRefused } from './token-reader.js';

/** How long what was read of a token is believed: one that is revoked ends in every process within this time. */
const fresh_ms = 500;
const most_known = 1_000;

interface ReadToken {
  readonly read: Promise<RevokedToken>;
  readonly readAtMs: number;
}

/** Refuses tokens that were revoked. All requests of one token that come together share one reading. */
export class TokenBlock {
  private readonly known = new Newest<ReadToken>(most_known);

  constructor(
    private readonly store: Pick<TokenRevocations, 'of'>,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** @throws {TokenRefused} the token, or all of its subject by its time, were revoked. */
  async refuseRevoked({ jti, sub, iat }: Claims): Promise<void> {
    const { isRevoked, issuedByMs } = await this.revoked(typeof jti === 'string' ? jti : undefined, String(sub));
    if (isRevoked) throw new TokenRefused('This token was revoked.');
    // `iat` is in whole seconds; a token without one may be as old as can be.
    const issuedAtMs = typeof iat === 'number' ? iat * 1_000 : 0;
    if (issuedByMs !== undefined && issuedAtMs <= issuedByMs)
      throw new TokenRefused('The tokens of this subject were revoked after this one was issued. Sign in anew.');
  }

  private revoked(tokenId: string | undefined, subject: string): Promise<RevokedToken> {
    const key = JSON.stringify([tokenId, subject]);
    const known = this.known.get(key);
    if (known !== undefined && this.nowMs() - known.readAtMs < fresh_ms) return known.read;
    const read = this.store.of({ tokenId, subject });
    read.catch(() => this.known.forget(key));
    this.known.put(key, { read, readAtMs: this.nowMs() });
    return read;
  }
}
