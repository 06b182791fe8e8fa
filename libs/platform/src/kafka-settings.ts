import { readFileSync } from 'node:fs';

/** How the brokers are sure of us, and we of them. */
export interface KafkaSecurity {
  /** TLS with these authorities alone, in PEM, or `true` with those that Node trusts; `false` for none. */
  readonly tls: boolean | { readonly ca: string };
  /** Undefined where the brokers ask for no password. */
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** Reads variables, and complains about them. */
interface Variables {
  readonly value: (name: string) => string | undefined;
  readonly secret: (name: string) => string | undefined;
  readonly invalid: (name: string, text: string, right: string) => Error;
  readonly missing: (name: string, why: string) => Error;
}

const mechanisms = ['scram-sha-512', 'scram-sha-256', 'plain'] as const;

/** Returns undefined for brokers that are reached in the clear, without a password. Throws what `invalid` or `missing` makes. */
export function readKafkaSecurity(variables: Variables): KafkaSecurity | undefined {
  const { value, invalid, missing } = variables;
  const tls = readTls(variables);
  const named = value('KAFKA_SASL_MECHANISM') ?? 'scram-sha-512';
  const username = value('KAFKA_USERNAME');
  const password = variables.secret('KAFKA_PASSWORD');
  if (username === undefined) {
    if (password !== undefined) throw missing('KAFKA_USERNAME', 'KAFKA_PASSWORD is set');
    return tls === false ? undefined : { tls };
  }
  if (password === undefined) throw missing('KAFKA_PASSWORD or KAFKA_PASSWORD_FILE', 'KAFKA_USERNAME is set');
  const mechanism = mechanisms.find((one) => one === named.toLowerCase());
  if (mechanism === undefined) throw invalid('KAFKA_SASL_MECHANISM', named, `one of ${mechanisms.join(', ')}`);
  if (mechanism === 'plain' && tls === false)
    throw missing(
      'KAFKA_TLS or KAFKA_CA_FILE',
      'KAFKA_SASL_MECHANISM is plain, which shows the password to the network',
    );
  return { tls, sasl: { mechanism, username, password } };
}

function readTls({ value, invalid }: Variables): KafkaSecurity['tls'] {
  const asked = value('KAFKA_TLS');
  const file = value('KAFKA_CA_FILE');
  if (asked !== undefined && asked !== 'yes' && asked !== 'no') throw invalid('KAFKA_TLS', asked, 'yes or no');
  if (file === undefined) return asked === 'yes';
  if (asked === 'no') throw invalid('KAFKA_TLS', asked, 'yes, or left out, where KAFKA_CA_FILE is set');
  const fault = faultOfCa(file);
  if (fault !== undefined) throw invalid('KAFKA_CA_FILE', file, `the path of a file of certificates in PEM (${fault})`);
  return { ca: readFileSync(file, 'utf8') };
}

/** What is wrong with a file of certificates; undefined where it holds some. */
export function faultOfCa(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----') ? undefined : 'it holds none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read';
  }
}
