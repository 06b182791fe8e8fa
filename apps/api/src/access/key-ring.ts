import { timingSafeEqual } from 'node:crypto';
import { digestOfKey, type KeyStore, type KeyWithDigest, type Principal, principalOfKey } from '#platform';
import { Newest } from './newest.js';

/** How long what was read of a key is believed: a key that is revoked ends in every process within this time. */
const fresh_ms = 2_000;
/** Of keys used longest ago nothing is kept. */
const most_known = 1_000;

interface Known {
  readonly key: KeyWithDigest;
  readonly principal: Principal;
  readonly readAtMs: number;
}

/** Why a key is none that lets in. */
export type KeyFault = 'unknown' | 'revoked' | 'expired';

/** A key whose shape and checksum are right. */
export interface WholeKey {
  readonly id: string;
  readonly text: string;
}

/** Knows for a moment the keys that were read. Callers of one moment share a question. */
export class KeyRing {
  private readonly known = new Newest<Known>(most_known);
  private ids: { readonly read: Promise<ReadonlySet<string>>; readonly readAtMs: number } | undefined;
  private readonly reading = new Map<string, Promise<Known | undefined>>();

  constructor(
    private readonly store: Pick<KeyStore, 'find' | 'touch' | 'ids'>,
    private readonly onTrouble: (cause: unknown) => void = () => undefined,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** True if this very key let in not long ago: it is no guess. */
  hasSeen({ id, text }: WholeKey): boolean {
    const known = this.known.get(id);
    return known !== undefined && isSame(known.key, text);
  }

  /** True where there is a key of this id, as of two seconds ago at most: the ids of all are read at once, however many are asked for. */
  async isThere({ id }: Pick<WholeKey, 'id'>): Promise<boolean> {
    if (this.ids === undefined || this.nowMs() - this.ids.readAtMs >= fresh_ms) {
      const read = this.store.ids();
      this.ids = { read, readAtMs: this.nowMs() };
      read.catch(() => (this.ids = undefined));
    }
    return (await this.ids.read).has(id);
  }

  /** The principal of a key. Only what is older than two seconds is read again. */
  async principalOf({ id, text }: WholeKey): Promise<Principal | KeyFault> {
    const kept = this.known.get(id);
    const isFresh = kept !== undefined && this.nowMs() - kept.readAtMs < fresh_ms;
    const known = isFresh ? kept : await this.read(id);
    if (known === undefined || !isSame(known.key, text)) return 'unknown';
    return this.faultOf(known.key) ?? known.principal;
  }

  private faultOf({ revokedAt, expiresAt }: KeyWithDigest): KeyFault | undefined {
    if (revokedAt !== null) return 'revoked';
    return expiresAt !== null && expiresAt.getTime() <= this.nowMs() ? 'expired' : undefined;
  }

  private read(id: string): Promise<Known | undefined> {
    const under_way = this.reading.get(id);
    if (under_way !== undefined) return under_way;
    const reading = this.readAnew(id).finally(() => this.reading.delete(id));
    this.reading.set(id, reading);
    return reading;
  }

  private async readAnew(id: string): Promise<Known | undefined> {
    const readAtMs = this.nowMs();
    const key = await this.store.find(id);
    if (key === undefined) {
      this.known.forget(id);
      return undefined;
    }
    const known = { key, principal: principalOfKey(id, key.name, key), readAtMs };
    this.known.put(id, known);
    if (this.faultOf(key) === undefined) this.store.touch(id).catch(this.onTrouble);
    return known;
  }
}

const isSame = ({ digest }: KeyWithDigest, text: string): boolean => timingSafeEqual(digest, digestOfKey(text));
