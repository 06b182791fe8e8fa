import { Injectable } from '@nestjs/common';
import { Editions, isSamePerson, sendersOf } from '#editions';
import type { Principal } from '#platform';
import type { ReportId } from '#situation';
import { Clearances } from './clearances.js';
import { readAs } from './reader-in-hand.js';
import { Withholding } from './withholding.service.js';

/**
 * Finds the reports and drafts that who sends something may not read and has not sent. What is said about them is answered as if
 * they did not exist: it would tell else that, when and by whom they were reported. Intake asks here itself, so it holds
 * for a body as for a line of many.
 */
@Injectable()
export class StrangeReports {
  constructor(
    private readonly withholding: Withholding,
    private readonly clearances: Clearances,
    private readonly editions: Editions,
  ) {}

  /** Those of these that are withheld from the principal, who has not sent them either. */
  async among(ids: readonly ReportId[], principal: Principal): Promise<ReadonlySet<ReportId>> {
    const withheld = await readAs(this.clearances.sightOf(principal), () => this.withholding.withheldToRecord(ids));
    if (withheld.size === 0) return withheld;
    const senders = await sendersOf(this.editions.database, [...withheld]);
    return new Set(
      [...withheld].filter((id) => {
        const sender = senders.get(id);
        return sender === undefined || !isSamePerson(sender, principal);
      }),
    );
  }

  /** The same of one. */
  async has(id: ReportId, principal: Principal): Promise<boolean> {
    return (await this.among([id], principal)).has(id);
  }
}
