import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An authority of a test, and a key that it vouches for, as files of PEM. */
export interface Certificates {
  readonly caFile: string;
  /** The key, its certificate and the authority, one after the other. */
  readonly keyFile: string;
  readonly certificateFile: string;
  readonly privateKeyFile: string;
}

/** Makes an authority and a key for localhost and 127.0.0.1 in a folder, by openssl. */
export function makeCertificates(folder: string, name: string): Certificates {
  const file = (suffix: string): string => join(folder, `${name}.${suffix}`);
  const openssl = (...command: string[]): void => void execFileSync('openssl', command, { stdio: 'pipe' });
  const authority = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  openssl(...authority, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', `/CN=authority of ${name}`);
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost'];
  openssl(...request, '-keyout', file('key'), '-out', file('csr'));
  writeFileSync(file('ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  const signing = ['x509', '-req', '-in', file('csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-days', '2'];
  openssl(...signing, '-CAcreateserial', '-out', file('crt'), '-extfile', file('ext'));
  openssl('pkcs8', '-topk8', '-nocrypt', '-in', file('key'), '-out', file('pk8'));
  writeFileSync(file('pem'), ['pk8', 'crt', 'ca.pem'].map((suffix) => readFileSync(file(suffix), 'utf8')).join(''));
  for (const suffix of ['key', 'pk8', 'pem']) chmodSync(file(suffix), 0o600);
  return { caFile: file('ca.pem'), keyFile: file('pem'), certificateFile: file('crt'), privateKeyFile: file('pk8') };
}
