/** What a receiver made of a message. */
export interface Outcome {
  readonly outcome: 'delivered' | 'failed';
  /** HTTP status; null where the receiver sent none. */
  readonly status: number | null;
  /** One sentence for people. */
  readonly detail: string;
  readonly tookMs: number;
  /** True where the receiver says that it wants nothing more: 410 Gone. */
  readonly isFinal?: boolean;
}
