import { setTimeout as delay } from 'node:timers/promises';
import { DeskMessages, entries, type Message } from './desk-messages.js';
import type { Dice } from './dice.js';

const client_count = 8;
const request_timeout_ms = 8_000;
const retry_delay_ms = 150;
const most_pause_ms = 300;
const stall_limit_ms = 90_000;

/**
 * Clients of the api that post and post again, with the same id, until they are told that it is recorded. What they
 * were told is what the crash suite holds the product to.
 */
export class DeskLoad {
  /** Every id that was ever sent, with the summary or the reason that stands for its content. */
  readonly sent = new Map<string, string>();
  readonly acknowledged = new Set<string>();
  /** Answers that nobody should ever get: anything but success, 503 with `Retry-After`, and silence. */
  readonly faults: string[] = [];
  retries = 0;
  private readonly messages: DeskMessages;
  private readonly entries: readonly Message[];
  private stopping = false;
  private abandoned = false;
  private clients: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly baseUrl: string,
    private readonly dice: Dice,
    placeCount: number,
  ) {
    this.entries = entries(placeCount);
    this.messages = new DeskMessages(dice, placeCount);
  }

  /** Registers places and actors, then begins. */
  async start(): Promise<void> {
    for (const entry of this.entries) await this.deliver(entry);
    this.clients = Promise.all(Array.from({ length: client_count }, () => this.work()));
  }

  /** Resolves when so many more have been acknowledged; false when that takes suspiciously long. */
  async progress(more: number): Promise<boolean> {
    const goal = this.acknowledged.size + more;
    const deadline = performance.now() + stall_limit_ms;
    while (this.acknowledged.size < goal) {
      if (performance.now() > deadline) return false;
      await delay(20);
    }
    return true;
  }

  /** Sends nothing new, and resolves when the last message under way has been acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.clients;
  }

  /** Sends nothing more at all: nobody waits for the answers. */
  abandon(): void {
    this.stopping = true;
    this.abandoned = true;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const message = this.messages.next();
      if (message.id !== undefined) this.sent.set(message.id, contentOf(message.body));
      if ((await this.deliver(message)) && message.id !== undefined) {
        this.acknowledged.add(message.id);
        this.messages.acknowledged(message.id);
      }
      await delay(this.dice.between(0, most_pause_ms));
    }
  }

  /** True once it is acknowledged; false when it was refused, which is a fault, or abandoned. */
  private async deliver(message: Message): Promise<boolean> {
    while (!this.abandoned) {
      const answer = await this.post(message);
      if (answer === 'acknowledged') return true;
      if (answer === 'refused') return false;
      this.retries += 1;
      await delay(retry_delay_ms);
    }
    return false;
  }

  private async post({ path, body }: Message): Promise<'acknowledged' | 'try again' | 'refused'> {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${this.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(request_timeout_ms),
      });
      text = await answer.text();
    } catch {
      return 'try again';
    }
    if (answer.status === 200 || answer.status === 201) return 'acknowledged';
    if (answer.status === 503 && answer.headers.has('retry-after')) return 'try again';
    this.faults.push(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return 'refused';
  }
}

const contentOf = ({ summary, reason }: Record<string, unknown>): string => String(summary ?? reason);
