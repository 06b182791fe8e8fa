import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Editions } from '#editions';
import { recordAudit } from '#platform';
import { senderSubject } from './address-subject.js';
import { TooMany } from '../http/rejected.js';
import { Gate } from './gate.js';
import { endWithKey } from './guard-routes.js';
import { requireScope } from './permission.js';
import { PlacesTaken } from './places-taken.js';
import { principalOf } from './requested-access.js';

/** A file may be all that there is, and takes a reader's connection as long as it lasts. */
const exports_at_once = { all: 6, each: 3 } as const;
const retry_after_s = 5;

/** Lets files be made: by whom may, a few at once, and recorded. */
@Injectable()
export class ExportAccess {
  private readonly underWay = new PlacesTaken(exports_at_once);

  constructor(
    private readonly editions: Editions,
    @Inject(Gate) private readonly gate: Gate,
  ) {}

  /** @throws {Rejected} `not_permitted`, `key_missing`, or `too_many_requests` while others are under way. */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const principal = principalOf(request);
    requireScope(principal, 'exports:read');
    const giveBack = this.underWay.take(senderSubject(principal, request));
    if (giveBack === undefined) {
      const { all, each } = exports_at_once;
      throw new TooMany(
        `At most ${each} files are made for a key at once, and ${all} in all. Wait for one of them.`,
        retry_after_s,
      );
    }
    reply.raw.once('close', giveBack);
    if (reply.raw.destroyed) giveBack();
    endWithKey(this.gate, request, reply);
    await recordAudit(this.editions.database, { principal: principal.id, action: 'export_made', subject: request.url });
  }
}
