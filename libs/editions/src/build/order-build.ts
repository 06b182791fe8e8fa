import { isFinal, type Job, type Jobs } from '#jobs';
import type { EditionRecord } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { type EditionStorage, type EditionLimits, type EditionOrder, orderEdition } from '../registry/order-edition.js';

/** An edition that was ordered, and the job that builds it or has built it. */
export interface OrderedBuild {
  readonly edition: EditionRecord;
  readonly job: Job;
}

/**
 * Orders an edition and the job that builds it. The same order again is answered with what is there; where the job of
 * an unfinished edition came to nothing, it gets a new one that goes on with it.
 *
 * @throws {EditionUnusable} the name is no good or taken by another definition, or the limits are reached.
 */
export async function orderBuild(
  parts: Pick<EditionStorage, 'editions' | 'eventLog'> & { readonly jobs: Jobs },
  order: EditionOrder,
  limits: EditionLimits,
): Promise<OrderedBuild> {
  const { jobs } = parts;
  let job: Job | undefined;
  const edition = await orderEdition(parts, order, {
    whenThere: 'keep',
    limits,
    alongside: async (sql, { id, status }) => {
      const latest = await jobs.latest('build', id, sql);
      if (latest?.dismissRequested === true && !isFinal(latest.status))
        throw new EditionUnusable(
          'The job that builds it is being dismissed; order it again in a moment.',
          'being_built',
        );
      const isUnfinished = status === 'building' && latest !== undefined && isFinal(latest.status);
      job = latest === undefined || isUnfinished ? await jobs.submit({ kind: 'build', editionId: id }, sql) : latest;
    },
  });
  if (job === undefined) throw new Error(`edition ${edition.name} was ordered without a job`);
  return { edition, job };
}
