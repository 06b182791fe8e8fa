import { Injectable } from '@nestjs/common';
import { type ParkedEvent, parkedEvents } from '#editions';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import type { ParkedEventDto, ParkedQueryDto } from './parked.dto.js';

/** Lists the parked events. */
@Injectable()
export class ParkedService {
  constructor(private readonly questions: Questions) {}

  async list({ edition, snapshot, limit, after }: ParkedQueryDto): Promise<Page<ParkedEventDto>> {
    const { scope, position } = await this.questions.openEdition({
      edition,
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    const rows = await parkedEvents(scope, {
      limit: limit + 1,
      ...(after === undefined ? {} : { after: read(after) }),
    });
    const cursorOf = (row: ParkedEvent): string => `${row.partition}-${row.offset}`;
    const { items, links } = pageOf(rows, { path: '/v1/parked', parameters: { edition }, limit, after }, cursorOf);
    return { items: items.map(toAnswer), position, links };
  }
}

function read(cursor: string): { readonly partition: number; readonly offset: bigint } {
  const [partition = '', offset = ''] = cursor.split('-');
  return { partition: Number(partition), offset: BigInt(offset) };
}

const toAnswer = ({ offset, body, recordedAt, parkedAt, ...row }: ParkedEvent): ParkedEventDto => ({
  ...row,
  offset: offset.toString(),
  body: Buffer.from(body).toString('base64'),
  recordedAt: recordedAt.toISOString(),
  parkedAt: parkedAt.toISOString(),
});
