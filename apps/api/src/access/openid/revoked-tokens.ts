import type { RevokedTokens, TokenRevocations } from '#platform';
import type { Claims } from './claims.js';
import { TokenRefused } from './token-reader.js';

/** How long what was read is believed: a token that is revoked ends in every process within this time. */
const fresh_ms = 500;

/** Refuses tokens that were revoked. All that come together share one reading. */
export class TokenBlock {
  private read: Promise<RevokedTokens> | undefined;
  private readAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: Pick<TokenRevocations, 'read'>,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** @throws {TokenRefused} the token, or all of its subject by its time, were revoked. */
  async refuseRevoked({ jti, sub, iat }: Claims): Promise<void> {
    const { ids, issuedByMs } = await this.revoked();
    if (typeof jti === 'string' && ids.has(jti)) throw new TokenRefused('This token was revoked.');
    const untilMs = issuedByMs.get(String(sub));
    // `iat` is in whole seconds; a token without one may be as old as can be.
    const issuedAtMs = typeof iat === 'number' ? iat * 1_000 : 0;
    if (untilMs !== undefined && issuedAtMs <= untilMs)
      throw new TokenRefused('The tokens of this subject were revoked after this one was issued. Sign in anew.');
  }

  private revoked(): Promise<RevokedTokens> {
    if (this.read !== undefined && this.nowMs() - this.readAtMs < fresh_ms) return this.read;
    this.readAtMs = this.nowMs();
    this.read = this.store.read().catch((error: unknown) => {
      this.read = undefined;
      throw error;
    });
    return this.read;
  }
}
