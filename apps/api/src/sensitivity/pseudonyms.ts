import { createHmac } from 'node:crypto';

/**
 * What stands in place of the id of a report that is withheld: a UUID of version 8 (RFC 9562) that only its maker can make
 * again. Its second half is made of the first, so that it is known as a pseudonym wherever it comes back.
 */
export function pseudonymOf(id: string, secret: Buffer): string {
  const first = digits(secret, `report ${id}`, 15);
  return formatted(first, digits(secret, `check ${first}`, 16));
}

/** True of a UUID that this Sitrep has made in place of another. */
export function isPseudonym(uuid: string, secret: Buffer): boolean {
  const hex = uuid.toLowerCase().replaceAll('-', '');
  const first = hex.slice(0, 12) + hex.slice(13, 16);
  return hex[12] === '8' && uuid.toLowerCase() === formatted(first, digits(secret, `check ${first}`, 16));
}

const digits = (secret: Buffer, text: string, count: number): string =>
  createHmac('sha256', secret).update(text).digest('hex').slice(0, count);

/** Fifteen digits, and sixteen of which two bits give way to the variant. */
function formatted(first: string, second: string): string {
  const variant = ((Number.parseInt(second[0] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const [start, middle, end] = [first.slice(0, 8), first.slice(8, 12), first.slice(12)];
  return [start, middle, `8${end}`, variant + second.slice(1, 4), second.slice(4)].join('-');
}
