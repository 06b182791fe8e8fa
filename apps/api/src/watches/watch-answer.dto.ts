import { ApiProperty } from '@nestjs/swagger';
import { type Delivery, type PauseCode, pauseCodes, type WatchChannel, watchChannels } from '#watches';
import { LinkDto } from '../reading/envelope.dto.js';
import { WatchMailDto, WatchQuestionDto } from './watch-order.dto.js';

/** Why a watch is paused. */
export class WatchPauseDto {
  @ApiProperty({
    description:
      'by_request: somebody paused it. receiver_gone: the receiver failed for three days or answered 410 Gone; messages go ' +
      'on to be collected. creator_refused: who answers for it may come in no more; messages go on to be collected. too_many_waiting: 10,000 messages wait, so nothing more is collected.',
    enum: pauseCodes,
  })
  readonly code: PauseCode;

  @ApiProperty({ description: 'The same for people, and what to do.', example: 'Somebody paused it.' })
  readonly detail: string;

  @ApiProperty({ description: 'Since when.', format: 'date-time' })
  readonly at: string;
}

/** How the sending goes. */
export class WatchSendingDto {
  @ApiProperty({ description: 'Messages that wait to be sent.', example: 0 })
  readonly waiting: number;

  @ApiProperty({
    description: 'Seconds that the oldest of them has waited; null where none waits.',
    type: Number,
    nullable: true,
  })
  readonly lagSeconds: number | null;

  @ApiProperty({ description: 'Tries that have failed since the last that did not.', example: 0 })
  readonly failures: number;

  @ApiProperty({ description: 'Since when they fail; null where they do not.', type: String, nullable: true })
  readonly failingSince: string | null;

  @ApiProperty({ description: 'When it is tried again; null where nothing waits.', type: String, nullable: true })
  readonly nextTryAt: string | null;

  @ApiProperty({
    description: 'True while messages wait because as many were sent within a minute as may be, 120.',
    example: false,
  })
  readonly slowed: boolean;
}

/** A saved question, and where its changes go. */
export class WatchDto {
  @ApiProperty({ description: 'The watch.', example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11' })
  readonly id: string;

  @ApiProperty({ description: 'What people call it.', example: 'Mosul, for the night desk' })
  readonly name: string;

  @ApiProperty({ description: 'What is watched.', type: WatchQuestionDto })
  readonly question: WatchQuestionDto;

  @ApiProperty({ description: 'Where messages go beside the feed.', enum: watchChannels })
  readonly channel: WatchChannel;

  @ApiProperty({ description: 'Of a webhook: where messages are posted; else null.', type: String, nullable: true })
  readonly url: string | null;

  @ApiProperty({ description: 'Of mail: to whom and how often; else null.', type: WatchMailDto, nullable: true })
  readonly mail: WatchMailDto | null;

  @ApiProperty({ description: 'Whether it works.', enum: ['active', 'paused'] })
  readonly state: 'active' | 'paused';

  @ApiProperty({ description: 'Why it is paused; null while it is active.', type: WatchPauseDto, nullable: true })
  readonly paused: WatchPauseDto | null;

  @ApiProperty({ description: 'When the last message was made; null before the first.', type: String, nullable: true })
  readonly lastMessageAt: string | null;

  @ApiProperty({ description: 'The number of the last message; messages are numbered from 1 on.', example: '12' })
  readonly lastSequence: string;

  @ApiProperty({ description: 'How the sending goes.', type: WatchSendingDto })
  readonly sending: WatchSendingDto;

  @ApiProperty({ description: 'Position of the log from which on changes are this watch’s.', example: '331' })
  readonly fromPosition: string;

  @ApiProperty({ description: 'When it was made.', format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ description: 'By whom: `key:` and the id of a key, `anonymous` or `operator`.', example: 'anonymous' })
  readonly createdBy: string;

  @ApiProperty({
    description: 'Who answers for what it sends: who made it, or last set it to active.',
    example: 'anonymous',
  })
  readonly responsible: string;

  @ApiProperty({
    description: 'The address of its Atom feed.',
    example: '/v1/watches/3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11/feed',
  })
  readonly feed: string;
}

/** A watch that was made, with its secret. */
export class NewWatchDto extends WatchDto {
  @ApiProperty({
    description: 'Of a webhook: what its messages are signed with, shown this once; else null.',
    type: String,
    nullable: true,
    example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD1ad3bbjFN2I=',
  })
  readonly secret: string | null;

  @ApiProperty({
    description:
      'Why an answer that is repeated under an Idempotency-Key is without the secret; null in the first one.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly note: string | null;
}

/** All watches. */
export class WatchListDto {
  @ApiProperty({ description: 'The oldest first.', type: [WatchDto] })
  readonly items: readonly WatchDto[];
}

/** A try to deliver a message. */
export class WatchDeliveryDto implements Omit<Delivery, 'at'> {
  @ApiProperty({ description: 'The try; grows with time.', example: '41' })
  readonly id: string;

  @ApiProperty({ description: 'Its `webhook-id`: every try of one message has the same.', example: 'msg_Zk1vY2x…' })
  readonly messageId: string;

  @ApiProperty({
    description: 'The number of the message; null of a test.',
    type: String,
    nullable: true,
    example: '12',
  })
  readonly sequence: string | null;

  @ApiProperty({ description: 'When it was over.', format: 'date-time' })
  readonly at: string;

  @ApiProperty({ description: 'How long it took, in milliseconds.', example: 84 })
  readonly tookMs: number;

  @ApiProperty({ description: 'Whether the receiver has taken it.', enum: ['delivered', 'failed'] })
  readonly outcome: 'delivered' | 'failed';

  @ApiProperty({ description: 'The status that it answered; null where it did not.', type: Number, nullable: true })
  readonly status: number | null;

  @ApiProperty({ description: 'What happened, for people.', example: 'The receiver answered 204.' })
  readonly detail: string;
}

/** A page of tries. */
export class WatchDeliveryListDto {
  @ApiProperty({ description: 'The latest first; they are kept for 30 days.', type: [WatchDeliveryDto] })
  readonly items: readonly WatchDeliveryDto[];

  @ApiProperty({ description: 'Links, `next` among them while there is more.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}

/** What came of a test. */
export class WatchTestDto {
  @ApiProperty({
    description: 'The `webhook-id` of the test.',
    example: 'msg_test_3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11',
  })
  readonly messageId: string;

  @ApiProperty({ description: 'Whether the receiver has taken it.', enum: ['delivered', 'failed'] })
  readonly outcome: 'delivered' | 'failed';

  @ApiProperty({ description: 'The status that it answered; null where it did not.', type: Number, nullable: true })
  readonly status: number | null;

  @ApiProperty({ description: 'What happened, for people.', example: 'The receiver answered 204.' })
  readonly detail: string;

  @ApiProperty({ description: 'How long it took, in milliseconds.', example: 84 })
  readonly tookMs: number;
}
