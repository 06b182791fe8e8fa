import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { longest_token_days, type OpenIdSettings } from '#platform';
import { Rejected } from '../../http/rejected.js';
import type { Claims } from './claims.js';
import { IssuerKeys } from './issuer-keys.js';

/** Signatures of a private key alone: what a provider publishes must never do for signing (RFC 8725, 3.1 and 3.2). */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Access tokens (RFC 9068), and those of providers that name no type. */
const types = ['jwt', 'at+jwt', 'application/at+jwt'];
const clock_skew_s = 30;

/** A token that lets nobody in. `isGuess` where its signature is none of the provider’s. */
export class TokenRefused extends Rejected {
  constructor(
    detail: string,
    readonly isGuess = false,
    options?: ErrorOptions,
  ) {
    super('key_refused', detail, [], options);
  }
}

/** True for what has the shape of a signed token (RFC 7519), whatever is in it. */
export const isToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** Reads tokens of one provider that are meant for this API. */
export class TokenReader {
  constructor(
    private readonly settings: Pick<OpenIdSettings, 'issuer' | 'audience'>,
    private readonly keys = new IssuerKeys(settings.issuer),
  ) {}

  /** Returns what the provider says in a token. @throws {TokenRefused}, or `IssuerUnreachable`. */
  async claimsOf(token: string): Promise<Claims> {
    this.refuseStrange(token);
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, this.keys.keyOf, {
        algorithms,
        issuer,
        audience,
        clockTolerance: clock_skew_s,
        requiredClaims: ['sub', 'exp'],
      });
      refuseLasting(payload);
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) throw this.refusalOf(error);
      throw error;
    }
  }

  /** Checks the header and the claims that need no key of the provider, before a key is fetched. @throws {TokenRefused} */
  private refuseStrange(token: string): void {
    const { alg, typ = 'JWT' } = readable(() => decodeProtectedHeader(token));
    if (!algorithms.includes(String(alg)))
      throw new TokenRefused(`The token is signed with ${alg}; this server takes ${algorithms.join(', ')}.`);
    if (!types.includes(String(typ).toLowerCase()))
      throw new TokenRefused(`The token is of the type ${typ}; send an access token.`);
    const { iss, cnf } = readable(() => decodeJwt(token));
    if (iss !== this.settings.issuer)
      throw new TokenRefused(`The token comes from ${iss}; this server takes those of ${this.settings.issuer}.`);
    if (cnf !== undefined)
      throw new TokenRefused('The token is bound to a key of its holder; this server takes plain bearer tokens.');
  }

  private refusalOf(error: errors.JOSEError): TokenRefused {
    const options = { cause: error };
    if (error instanceof errors.JWTExpired) return new TokenRefused('The token has expired.', false, options);
    if (error instanceof errors.JWTClaimValidationFailed)
      return new TokenRefused(this.claimFault(error), false, options);
    if (error instanceof errors.JWSSignatureVerificationFailed)
      return new TokenRefused('The signature of the token is wrong.', true, options);
    if (error instanceof errors.JWKSNoMatchingKey)
      return new TokenRefused('The token is signed with a key that its provider does not publish.', true, options);
    if (error instanceof errors.JWKSMultipleMatchingKeys)
      return new TokenRefused('The token does not say with which key it is signed (kid).', true, options);
    return new TokenRefused(`The token cannot be read: ${error.message}.`, true, options);
  }

  private claimFault({ claim, reason, payload }: errors.JWTClaimValidationFailed): string {
    if (reason === 'missing') return `The token has no claim ${claim}.`;
    if (claim === 'aud')
      return `The token is meant for ${[payload.aud].flat().join(', ')}; this server is ${this.settings.audience}.`;
    if (claim === 'nbf') return 'The token does not hold yet.';
    return `The claim ${claim} of the token is not what it should be.`;
  }
}

/** @throws {TokenRefused} the token holds for longer than it is kept that it was revoked. */
function refuseLasting({ exp = 0, iat = Date.now() / 1_000 }: Claims): void {
  if (Number(exp) - Number(iat) > longest_token_days * 86_400)
    throw new TokenRefused(`The token holds for more than ${longest_token_days} days; send one that expires sooner.`);
}

function readable<Part>(read: () => Part): Part {
  try {
    return read();
  } catch (error) {
    throw new TokenRefused('The token cannot be read.', false, { cause: error });
  }
}
