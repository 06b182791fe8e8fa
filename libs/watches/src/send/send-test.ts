import { randomUUID } from 'node:crypto';
import type { Outcome } from '../channels/channel.js';
import { bodyOf } from '../domain/message.js';
import type { Watch } from '../domain/question.js';
import { Messages } from '../store/messages.js';
import type { WatchParts } from '../watch-options.js';
import { triedOf } from './deliver.js';
import { send } from './send.js';

/** Sends a message that is no change to where a watch wants them, now, and records what came of it. */
export async function sendTest(
  watch: Watch,
  parts: Pick<WatchParts, 'database' | 'settings' | 'pace'>,
): Promise<Outcome & { readonly messageId: string }> {
  const id = `msg_test_${randomUUID()}`;
  const content = { text: `This is a test of the watch "${watch.name}". Nothing has changed.` };
  const body = bodyOf({ kind: 'test', content }, { watch, sequence: null, at: new Date() });
  const outcome = await send(watch, [{ id, body }], parts);
  await new Messages(parts.database).recordTest(watch.id, triedOf(outcome, { messageId: id, sequence: null }));
  return { ...outcome, messageId: id };
}
