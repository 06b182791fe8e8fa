import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { OpenIdSettings } from '#platform';
import { Rejected } from '../../http/rejected.js';
import { answer_timeout_s, metadataOf } from './provider-metadata.js';

/** However many tokens name a key that nobody knows, the keys are fetched again once in this time. */
const default_cooldown_ms = 30_000;
const keys_kept_ms = 600_000;
/** After a provider did not answer, nobody waits for it again this long. */
const rest_ms = 5_000;
export const unreachable_retry_s = 5;

/** What is wrong with a token, not with its provider. */
const faults_of_tokens = [
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSENotSupported,
  errors.JOSEAlgNotAllowed,
  errors.JWKInvalid,
];

/** The provider does not answer, or with something else than it should. */
export class IssuerUnreachable extends Rejected {
  constructor(issuer: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super('issuer_unreachable', `The OpenID provider ${issuer} does not answer as it should: ${reason}.`, [], {
      cause,
    });
  }
}

/** The keys with which an issuer signs, found by its discovery document and kept for ten minutes. */
export class IssuerKeys {
  private found: Promise<JWTVerifyGetKey> | undefined;
  private failure: { readonly cause: unknown; readonly atMs: number } | undefined;

  constructor(
    private readonly issuer: OpenIdSettings['issuer'],
    private readonly cooldownMs = default_cooldown_ms,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Finds the key of a token. @throws {IssuerUnreachable}, or what jose says of the token. */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    const { failure } = this;
    if (failure !== undefined && this.nowMs() - failure.atMs < rest_ms)
      throw new IssuerUnreachable(this.issuer, failure.cause);
    try {
      const keys = await (this.found ??= this.discover());
      const key = await keys(header, token);
      this.failure = undefined;
      return key;
    } catch (error) {
      if (faults_of_tokens.some((fault) => error instanceof fault)) throw error;
      this.failure = { cause: error, atMs: this.nowMs() };
      throw new IssuerUnreachable(this.issuer, error);
    }
  };

  private async discover(): Promise<JWTVerifyGetKey> {
    try {
      const { jwks_uri: address } = await metadataOf(this.issuer);
      if (address === undefined) throw new Error('its discovery document has no jwks_uri');
      const options = {
        timeoutDuration: answer_timeout_s * 1_000,
        cooldownDuration: this.cooldownMs,
        cacheMaxAge: keys_kept_ms,
      };
      return createRemoteJWKSet(new URL(address), options);
    } catch (error) {
      this.found = undefined;
      throw error;
    }
  }
}
