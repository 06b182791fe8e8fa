import type { Outcome } from '../channels/channel.js';
import { sendMail } from '../channels/mail.js';
import { postWebhook } from '../channels/webhook.js';
import type { Watch } from '../domain/question.js';
import type { StoredMessage } from '../store/messages.js';
import { Watches } from '../store/watches.js';
import type { WatchParts } from '../watch-options.js';

export type Sendable = Pick<StoredMessage, 'id' | 'body'>;

/**
 * Sends messages to where a watch wants them: a webhook takes one, a mail all. What a receiver said is stored and shown, so
 * control characters in it, NUL among them, become spaces.
 */
export async function send(
  watch: Pick<Watch, 'id' | 'name' | 'target'>,
  messages: readonly Sendable[],
  parts: Pick<WatchParts, 'database' | 'settings' | 'pace'>,
): Promise<Outcome> {
  const outcome = await sendTo(watch, messages, parts);
  return { ...outcome, detail: outcome.detail.replaceAll(/\p{Cc}+/gu, ' ') };
}

async function sendTo(
  watch: Pick<Watch, 'id' | 'name' | 'target'>,
  messages: readonly Sendable[],
  parts: Pick<WatchParts, 'database' | 'settings' | 'pace'>,
): Promise<Outcome> {
  const [message] = messages;
  if (message === undefined) return nothing;
  const { target } = watch;
  switch (target.channel) {
    case 'webhook': {
      const secret = await new Watches(parts.database).secretOf(watch.id);
      if (secret === undefined)
        return { ...nothing, outcome: 'failed', detail: 'The watch has no secret to sign with.' };
      const { allowsPrivate } = parts.settings;
      return postWebhook({ url: target.url, secret }, message, { allowsPrivate, timeoutMs: parts.pace.timeoutMs });
    }
    case 'mail': {
      const { smtpUrl: url, smtpFrom: from } = parts.settings;
      if (url === undefined || from === undefined)
        return { ...nothing, outcome: 'failed', detail: 'SITREP_SMTP_URL and SITREP_SMTP_FROM are not set.' };
      return sendMail(watch, target.to, messages, { url, from, timeoutMs: parts.pace.timeoutMs });
    }
    case 'feed':
      return nothing;
  }
}

const nothing: Outcome = { outcome: 'delivered', status: null, detail: 'There is nothing to send.', tookMs: 0 };
