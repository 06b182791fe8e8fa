import { StartupRefused, tlsFaultIn } from '#platform';

/** What no second try mends: a certificate that is not trusted, or a password that the brokers do not take. */
export function refusalIn(error: unknown, brokers: readonly string[]): StartupRefused | undefined {
  const where = `Kafka at ${brokers.join(', ')}`;
  const tls = tlsFaultIn(error);
  if (tls !== undefined) {
    const advice = 'Check KAFKA_TLS and KAFKA_CA_FILE, and the name in the certificate of the broker';
    return new StartupRefused(`TLS to ${where} failed: ${tls.message}. ${advice}.`, { cause: error });
  }
  const sasl = saslFaultIn(error);
  if (sasl === undefined) return undefined;
  const advice = 'Check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM, and what this user may do';
  return new StartupRefused(`${where} does not let us in: ${sasl.message}. ${advice}.`, { cause: error });
}

function saslFaultIn(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const isRefusal = 'type' in error && /SASL|AUTHORIZATION_FAILED/.test(String(error.type));
  return isRefusal || error.name === 'KafkaJSSASLAuthenticationError' ? error : saslFaultIn(error.cause);
}
