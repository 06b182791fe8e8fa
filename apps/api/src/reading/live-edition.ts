import { live_edition, type Editions } from '#editions';
import type { EditionScope } from '#projections/queries';

/** Where the live edition is read. */
export async function liveEdition(editions: Editions): Promise<EditionScope> {
  const live = await editions.find(live_edition);
  if (live === undefined) throw new Error('there is no live edition');
  return editions.scope(live);
}
