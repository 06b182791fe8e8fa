import { allowInsecureRequests, discovery, type ServerMetadata } from 'openid-client';

/** How long an answer of the provider is waited for. */
export const answer_timeout_s = 5;

/** Where it asks, discovery needs the name of a client, and does not send it. */
const nobody = 'sitrep';

/**
 * What the discovery document of an issuer says (OpenID Connect Discovery 1.0). Throws where it does not answer in time, is not what
 * that issuer says of itself, or, of an issuer over https, names an address for keys that is not.
 */
export async function metadataOf(issuer: string): Promise<ServerMetadata> {
  const isPlain = issuer.startsWith('http:');
  const found = await discovery(new URL(issuer), nobody, undefined, undefined, {
    timeout: answer_timeout_s,
    ...(isPlain && { execute: [allowInsecureRequests] }),
  }).catch((error: unknown) => {
    const said = (error as { readonly cause?: { readonly body?: { readonly issuer?: unknown } } }).cause?.body?.issuer;
    throw said === undefined ? error : new Error(`it calls itself ${JSON.stringify(said)}`, { cause: error });
  });
  const { supportsPKCE: _method, ...metadata } = found.serverMetadata();
  const { jwks_uri: keys } = metadata;
  if (keys !== undefined && !URL.canParse(keys)) throw new Error('its discovery document has no jwks_uri');
  if (!isPlain && keys?.startsWith('http:') === true) throw new Error('its jwks_uri is not https');
  return metadata;
}
