/** What this process has sent to the log under an id. */
interface Sent {
  readonly digest: string;
  /** False while the log has not confirmed it, and for good when it never did: it may be there. */
  isRecorded: boolean;
}

/** The live edition runs a moment behind the log; so many ids are remembered meanwhile. */
const remembered_ids = 10_000;

/** The ids that were sent last, so that two bodies sent at once under one id are not both taken. */
export class SentIds {
  private readonly sent = new Map<string, Sent>();

  find(id: string): Sent | undefined {
    return this.sent.get(id);
  }

  /** Remembers that this content is on its way; the caller says when the log has it. */
  add(id: string, digest: string): Sent {
    const sent = { digest, isRecorded: false };
    this.sent.set(id, sent);
    for (const oldest of this.sent.keys()) {
      if (this.sent.size <= remembered_ids) break;
      this.sent.delete(oldest);
    }
    return sent;
  }
}
