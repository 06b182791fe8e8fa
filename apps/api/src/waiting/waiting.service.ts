import { Injectable } from '@nestjs/common';
import { type WaitingAmendment, waitingAmendments } from '#read-models/queries';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { Clearances } from '../sensitivity/clearances.js';
import { sightInHand } from '../sensitivity/reader-in-hand.js';
import { waitingCursor, type WaitingAmendmentDto, type WaitingQueryDto } from './waiting.dto.js';

/** Lists what waits for its report. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly questions: Questions,
    private readonly clearances: Clearances,
  ) {}

  async list({ edition, snapshot, limit, after }: WaitingQueryDto): Promise<Page<WaitingAmendmentDto>> {
    const { scope, position } = await this.questions.openEdition({
      edition,
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    const rows = await waitingAmendments(scope, {
      limit: limit + 1,
      ...(after === undefined ? {} : { after: read(after) }),
    });
    const cursorOf = ({ reportedAt, id }: WaitingAmendment): string => `${Date.parse(reportedAt)}.${id}`;
    const { items, links } = pageOf(
      this.shown(rows),
      { path: '/v1/waiting', parameters: { edition }, limit, after },
      cursorOf,
    );
    return { items, position, links };
  }

  /** Until its report is there nobody knows its level: why it is amended is for those alone who read everything. */
  private shown(rows: readonly WaitingAmendment[]): readonly WaitingAmendment[] {
    const sight = sightInHand();
    const readsAll = sight !== undefined && this.clearances.isAll(sight);
    return readsAll ? rows : rows.map((row) => ({ ...row, reason: null }));
  }
}

function read(cursor: string): { readonly ms: number; readonly id: string } {
  const [, ms = '0', id = ''] = waitingCursor.exec(cursor) ?? [];
  return { ms: Number(ms), id };
}
