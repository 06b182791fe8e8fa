import { encodeEvent } from '#event-log';
import type { DatedDraft } from '../../apps/api/src/reports/draft.dto.js';
import { campaignEvents } from './campaign-events.js';
import type { RunningSitrep } from './running-sitrep.js';

/**
 * Puts the sample campaign, or other reports in it, into the log at once, and waits until it is projected. These are the
 * facts that `sendCampaign` has the api record (`march-2017.e2e-spec.ts` compares them), in a tenth of its time.
 */
export async function recordCampaign(sitrep: RunningSitrep, reports?: readonly object[]): Promise<void> {
  const events = campaignEvents(reports as readonly DatedDraft[] | undefined);
  await sitrep.eventLog.append(events.map((event) => encodeEvent(event)));
  await sitrep.settled();
}
