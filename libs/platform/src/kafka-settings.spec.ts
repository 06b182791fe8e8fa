import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.js';

describe('how the brokers and the database are reached', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-settings-'));
  const ca = join(folder, 'ca.pem');
  const password = join(folder, 'password');
  const pem = '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n';
  writeFileSync(ca, pem);
  writeFileSync(password, 'secret\n');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const securityOf = (env: NodeJS.ProcessEnv) => readSettings(env).kafkaSecurity;

  it('is in the clear without a word, and over TLS with a user where both are said', () => {
    expect(securityOf({})).toBeUndefined();
    expect(securityOf({ KAFKA_TLS: 'yes' })).toEqual({ tls: true });
    expect(securityOf({ KAFKA_CA_FILE: ca, KAFKA_USERNAME: 'desk', KAFKA_PASSWORD_FILE: password })).toEqual({
      tls: { ca: pem },
      sasl: { mechanism: 'scram-sha-512', username: 'desk', password: 'secret' },
    });
  });

  it.each([
    [{ KAFKA_TLS: 'true' }, /KAFKA_TLS is "true"; it must be yes or no/],
    [{ KAFKA_TLS: 'no', KAFKA_CA_FILE: ca }, /KAFKA_TLS is "no"/],
    [{ KAFKA_CA_FILE: join(folder, 'none') }, /KAFKA_CA_FILE is .*\(ENOENT\)/],
    [{ KAFKA_CA_FILE: password }, /KAFKA_CA_FILE is .*\(it holds none\)/],
    [{ KAFKA_USERNAME: 'desk' }, /KAFKA_PASSWORD or KAFKA_PASSWORD_FILE is not set; KAFKA_USERNAME is set/],
    [{ KAFKA_PASSWORD: 'secret' }, /KAFKA_USERNAME is not set/],
    [{ KAFKA_USERNAME: 'd', KAFKA_PASSWORD: 's', KAFKA_SASL_MECHANISM: 'gssapi' }, /KAFKA_SASL_MECHANISM is "gssapi"/],
    [{ KAFKA_USERNAME: 'd', KAFKA_PASSWORD: 's', KAFKA_SASL_MECHANISM: 'plain' }, /shows the password to the network/],
    [{ DATABASE_URL: 'postgres://u:p@h/d?sslmode=full' }, /sslmode=full; it must be one of/],
    [{ DATABASE_URL: `postgres://u:p@h/d?sslmode=verify-full&sslrootcert=${folder}/none` }, /sslrootcert=.*\(ENOENT\)/],
  ])('is refused where it cannot be meant, by name, and without a secret: %j', (env, told) => {
    expect(() => readSettings(env)).toThrow(told);
  });
});
