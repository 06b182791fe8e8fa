import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  Configuration,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  AuthorizationResponseError,
  ClientError,
} from 'openid-client';
import type { OpenIdClient, OpenIdSettings, SignIn } from '#platform';
import { Rejected } from '../../http/rejected.js';
import type { Claims } from './claims.js';
import { IssuerUnreachable } from './issuer-keys.js';
import { answer_timeout_s, metadataOf } from './provider-metadata.js';

/** What a sign-in is begun with: where the browser goes, and what has to come back. */
export interface Begun {
  readonly address: URL;
  readonly expected: Omit<SignIn, 'returnTo'>;
}

/** Signs people in at the provider, by the authorization code flow with PKCE (RFC 9700, 2.1.1). */
export class Provider {
  private found: Promise<Configuration> | undefined;

  constructor(
    private readonly settings: OpenIdSettings,
    private readonly client: OpenIdClient,
    /** Where the provider sends the browser back. */
    private readonly callback: string,
  ) {}

  /** @throws {IssuerUnreachable} */
  async begin(): Promise<Begun> {
    const configuration = await this.configuration();
    const expected = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: this.client.scope,
      state: expected.state,
      nonce: expected.nonce,
      code_challenge: await calculatePKCECodeChallenge(expected.verifier),
      code_challenge_method: 'S256',
    });
    return { address, expected };
  }

  /**
   * What the provider says of somebody who came back with this query.
   *
   * @throws {Rejected} `not_permitted` where the provider refuses, or what came back is not what was begun; `IssuerUnreachable`.
   */
  async complete(query: string, { state, nonce, verifier }: Omit<SignIn, 'returnTo'>): Promise<Claims> {
    const configuration = await this.configuration();
    const returned = new URL(this.callback);
    returned.search = query;
    try {
      const tokens = await authorizationCodeGrant(configuration, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims: Claims = { ...tokens.claims() };
      const isMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
      const more = isMore ? await fetchUserInfo(configuration, tokens.access_token, String(claims['sub'])) : {};
      return { ...more, ...claims };
    } catch (error) {
      throw this.refusalOf(error);
    }
  }

  /** Where a browser is signed out of the provider too; undefined where the provider has no such page. */
  async endOfSession(returnTo: string): Promise<string | undefined> {
    const configuration = await this.configuration().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  private refusalOf(error: unknown): Rejected {
    if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
      const told = [error.error, error.error_description].filter((one) => one !== undefined).join(': ');
      return new Rejected('not_permitted', `The OpenID provider lets nobody in with this: ${told}.`, [], {
        cause: error,
      });
    }
    const isOutage = error instanceof TypeError || (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT');
    if (isOutage) return new IssuerUnreachable(this.settings.issuer, error);
    const reason = error instanceof Error ? error.message : String(error);
    const detail = `What came back from the OpenID provider does not belong to this sign-in: ${reason}.`;
    return new Rejected('not_permitted', detail, [], { cause: error });
  }

  /** @throws {IssuerUnreachable} */
  private async configuration(): Promise<Configuration> {
    const { issuer } = this.settings;
    const { id, secret } = this.client;
    const read = async (): Promise<Configuration> => {
      const authentication = secret === undefined ? None() : ClientSecretBasic(secret);
      const configuration = new Configuration(await metadataOf(issuer), id, undefined, authentication);
      configuration.timeout = answer_timeout_s;
      if (issuer.startsWith('http:')) allowInsecureRequests(configuration);
      return configuration;
    };
    this.found ??= read();
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      throw new IssuerUnreachable(issuer, error);
    }
  }
}
