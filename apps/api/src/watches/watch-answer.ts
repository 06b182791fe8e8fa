import type { BoundingBox } from '#situation';
import { Messages, type Watch, type WatchQuestion } from '#watches';
import type { WatchDto } from './watch-answer.dto.js';
import type { WatchQuestionDto } from './watch-order.dto.js';

/** Returns a watch as it is answered, with how its sending goes. */
export async function watchAnswer(
  watch: Watch,
  { messages, mostAMinute }: { readonly messages: Messages; readonly mostAMinute: number },
): Promise<WatchDto> {
  const { target, pause } = watch;
  const { waiting, since } = await messages.backlog(watch.id);
  const isSlowed = waiting > 0 && (await messages.deliveredLately(watch.id)) >= mostAMinute;
  return {
    id: watch.id,
    name: watch.name,
    question: questionAnswer(watch.question),
    channel: target.channel,
    url: target.channel === 'webhook' ? target.url : null,
    mail: target.channel === 'mail' ? { to: target.to, digest: target.digest } : null,
    state: pause === undefined ? 'active' : 'paused',
    paused: pause === undefined ? null : { ...pause, at: pause.at.toISOString() },
    lastMessageAt: watch.lastMessageAt?.toISOString() ?? null,
    lastSequence: String(watch.lastSequence),
    sending: {
      waiting,
      lagSeconds: since === null ? null : Math.max(0, Math.round((Date.now() - since.getTime()) / 1_000)),
      failures: watch.failures,
      failingSince: watch.failingSince?.toISOString() ?? null,
      nextTryAt: waiting === 0 || pause !== undefined ? null : watch.nextTryAt.toISOString(),
      slowed: isSlowed,
    },
    fromPosition: watch.fromPosition,
    createdAt: watch.createdAt.toISOString(),
    createdBy: watch.createdBy,
    responsible: watch.responsible,
    feed: `/v1/watches/${watch.id}/feed`,
  };
}

const questionAnswer = ({ box, ...question }: WatchQuestion): WatchQuestionDto => ({
  ...question,
  ...(box === undefined ? {} : { bbox: boxText(box) }),
});

const boxText = ({ minLon, minLat, maxLon, maxLat }: BoundingBox): string => [minLon, minLat, maxLon, maxLat].join();
