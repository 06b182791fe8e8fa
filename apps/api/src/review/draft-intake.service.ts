import { Injectable, Logger } from '@nestjs/common';
import { DraftDesk, Editions } from '#editions';
import type { Principal } from '#platform';
import type { Report, ReportId } from '#situation';
import { Rejected } from '../http/rejected.js';
import { Acceptance, type Recording, type Sending, type SentContent } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { recorded } from '../intake/recorded.dto.js';
import type { RecordedReportDto } from '../reports/amendment.dto.js';
import { DraftLookup } from './draft-lookup.service.js';
import { ReviewPolicy } from './review-policy.service.js';

/** Takes reports as drafts. */
@Injectable()
export class DraftIntake {
  private readonly logger = new Logger('DraftIntake');
  private readonly desk: DraftDesk;

  constructor(
    editions: Editions,
    private readonly acceptance: Acceptance,
    private readonly lookup: DraftLookup,
    private readonly policy: ReviewPolicy,
  ) {
    this.desk = new DraftDesk(editions.database);
  }

  /** True where what is sent waits for an approval: because the sender asks for it, or sends nothing else. */
  takesAsDraft({ asDraft, principal }: Sending): boolean {
    return asDraft === true || this.policy.sendsDraftsOnly(principal);
  }

  /** Resolves when the log has the draft. The same report has one identity, whether it is sent as a draft or outright. */
  async record(
    report: Report,
    sending: Sending,
    advice: string,
    sent: SentContent,
  ): Promise<Accepted<RecordedReportDto>> {
    const recording = await this.acceptance.accept({ kind: 'report_drafted', data: report }, sending, advice, sent);
    if (sending.bundle !== undefined) await this.noteBundle(report, sending.bundle);
    return this.answer(report, recording);
  }

  /** The answer for a report that was sent as a draft, or is there as one. */
  async answer({ id, externalId }: Report, recording: Recording): Promise<Accepted<RecordedReportDto>> {
    const wasThere = recording.coordinates === undefined;
    const known = wasThere ? await this.lookup.known(id) : undefined;
    const isReport =
      wasThere && (known === undefined || known.state === 'approved') && (await this.lookup.isReport(id));
    const review = known?.state ?? (isReport ? undefined : 'new');
    return {
      eventId: recording.eventId,
      location: isReport ? `/v1/reports/${id}` : `/v1/drafts/${id}`,
      body: { id, externalId: externalId ?? null, ...recorded(recording), ...(review === undefined ? {} : { review }) },
    };
  }

  /** @throws {Rejected} `conflict`: nothing is amended that is no report yet; a draft is revised. */
  async requireNoDraft(id: ReportId): Promise<void> {
    const draft = await this.lookup.known(id);
    if (draft === undefined || draft.state === 'approved') return;
    const how = draft.state === 'rejected' ? 'It stays as it is.' : `Change it with POST /v1/drafts/${id}/revisions.`;
    throw new Rejected('conflict', `${id} is a draft, which is ${stateWords[draft.state]}, and no report. ${how}`);
  }

  /** Says of a refused report that the one of its id is a draft, and what can be done with it; to who may see it, why it was rejected. */
  async refuse({ id }: Report, refusal: Rejected, principal: Principal): Promise<void> {
    const draft = await this.lookup.known(id);
    if (draft === undefined || draft.state === 'approved') return;
    const [seen] = draft.state === 'rejected' ? await this.lookup.seen({ ids: [id], limit: 1 }, principal) : [];
    const why = seen?.decision?.reason == null ? '' : `: "${seen.decision.reason}"`;
    const what = `The id ${id} stands for a draft with other content, which is ${stateWords[draft.state]}${why}.`;
    const how =
      draft.state === 'rejected'
        ? 'Send the report under another externalId.'
        : `POST /v1/drafts/${id}/revisions gives it another reading.`;
    throw new Rejected('conflict', `${what} ${how}`, [], { cause: refusal });
  }

  private async noteBundle({ id }: Report, bundle: string): Promise<void> {
    try {
      await this.desk.noteBundle(id, bundle);
    } catch (error) {
      // The log has it: whatever fails now must not look like a refusal.
      this.logger.warn(`what draft ${id} was sent together with could not be noted: ${String(error)}`);
    }
  }
}

const stateWords = {
  new: 'new',
  in_review: 'in review',
  needs_work: 'waiting for work',
  rejected: 'rejected',
} as const;
