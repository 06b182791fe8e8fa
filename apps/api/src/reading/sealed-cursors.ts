import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const nonce_bytes = 12;
const tag_bytes = 16;
const derived_bytes = 64;
/** What a sealed cursor looks like: base64 for addresses. */
export const sealed_shape = { maxLength: 4_000, pattern: '^[A-Za-z0-9_-]+$' } as const;
const sealedPattern = new RegExp(sealed_shape.pattern);

/**
 * Seals cursors: nobody reads in one where a page ended, and one that was made up, changed or given for another question is
 * told from one that was given. Equal cursors of equal questions are sealed alike, so that equal answers have equal bytes:
 * the nonce is made of what is sealed, as in RFC 5297.
 */
export class SealedCursors {
  private readonly cipherKey: Buffer;
  private readonly nonceKey: Buffer;

  constructor(secret: Buffer) {
    const derived = Buffer.from(hkdfSync('sha256', secret, '', 'sitrep cursors', derived_bytes));
    this.cipherKey = derived.subarray(0, derived_bytes / 2);
    this.nonceKey = derived.subarray(derived_bytes / 2);
  }

  /** `question` is what the cursor belongs to: it opens for no other. */
  seal(cursor: string, question: string): string {
    const nonce = createHmac('sha256', this.nonceKey)
      .update(JSON.stringify([question, cursor]))
      .digest();
    const cipher = createCipheriv('aes-256-gcm', this.cipherKey, nonce.subarray(0, nonce_bytes));
    cipher.setAAD(Buffer.from(question));
    const sealed = Buffer.concat([cipher.update(cursor, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce.subarray(0, nonce_bytes), cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Returns the cursor, or undefined where it was not sealed here for this question. */
  open(text: string, question: string): string | undefined {
    if (text.length > sealed_shape.maxLength || !sealedPattern.test(text)) return undefined;
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length <= nonce_bytes + tag_bytes) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.cipherKey, bytes.subarray(0, nonce_bytes));
      decipher.setAAD(Buffer.from(question));
      decipher.setAuthTag(bytes.subarray(nonce_bytes, nonce_bytes + tag_bytes));
      const opened = [decipher.update(bytes.subarray(nonce_bytes + tag_bytes)), decipher.final()];
      return Buffer.concat(opened).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
