import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secret_bytes = 32;
const secret_digits = 43;
const checksum_digits = 6;
const shape = /^sitrep_([0-9a-f]{12})_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/;

/** Finds a key in any text, such as an address. */
export const keyInText = /sitrep_[0-9a-f]{12}_[0-9A-Za-z]{20,}/i;

/** A key as it is handed out, once: `sitrep_<id>_<256 random bits><CRC-32 of what precedes>`, in base 62. */
export interface NewKey {
  /** Public: it names the key in events, lists and logs. */
  readonly id: string;
  readonly text: string;
}

export function newKey(): NewKey {
  const id = randomBytes(6).toString('hex');
  const secret = BigInt(`0x${randomBytes(secret_bytes).toString('hex')}`);
  const unchecked = `sitrep_${id}_${inDigits(secret, secret_digits)}`;
  return { id, text: unchecked + checksumOf(unchecked) };
}

/** A key that was sent, or what is wrong with it as text; whether it exists nobody has asked yet. */
export type SentKey = { readonly id: string; readonly text: string } | { readonly fault: 'shape' | 'checksum' };

/** Reads a key, and tells one that was typed wrong without asking the database. */
export function readKey(text: string): SentKey {
  const [, id] = shape.exec(text) ?? [];
  if (id === undefined) return { fault: 'shape' };
  const unchecked = text.slice(0, -checksum_digits);
  return checksumOf(unchecked) === text.slice(-checksum_digits) ? { id, text } : { fault: 'checksum' };
}

/** What is stored of a key. It has 256 random bits, so a slow digest would add nothing. */
export const digestOfKey = (text: string): Buffer => createHash('sha256').update(text).digest();

const checksumOf = (text: string): string => inDigits(BigInt(crc32(text)), checksum_digits);

function inDigits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = (digits[Number(rest % 62n)] ?? '') + text;
  return text;
}
