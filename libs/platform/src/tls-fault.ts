/** OpenSSL and Node, of a certificate that is not trusted, and of a server that speaks no TLS. */
const codes = /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|EPROTO$)/;

/** The error of TLS in a chain of causes; undefined where there is none: trying again mends none of these. */
export function tlsFaultIn(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && codes.test(String(error.code))) return error;
  if (error.message.includes('does not support SSL connections')) return error;
  return tlsFaultIn(error.cause) ?? ('originalError' in error ? tlsFaultIn(error.originalError) : undefined);
}
