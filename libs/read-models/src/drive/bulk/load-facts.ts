import type { Slice } from '#situation';
import type { EditionTables } from '../../table/columns.js';
import type { Fact } from '../fact.js';
import { actorRegistrations, placeRegistrations } from '../../models/gazetteer/gazetteer.facts.js';
import { writeActors, writePlaces } from '../../models/gazetteer/gazetteer.table.js';
import { linkFacts } from '../../models/incidents/incidents.facts.js';
import { insertLinkFacts } from '../../models/incidents/incidents.table.js';
import { draftFacts } from '../../models/reports/drafts.facts.js';
import { insertDraftFacts } from '../../models/reports/drafts.table.js';
import { reportFacts } from '../../models/reports/reports.facts.js';
import { upsertReportFacts } from '../../models/reports/reports.table.js';

/**
 * Stores facts and resolves nothing, inside the caller's transaction: the first phase of a full build. Of two with one
 * id the smaller digest stands, as it does in `project`.
 */
export async function loadFacts(tables: EditionTables, facts: readonly Fact[], slice: Slice): Promise<void> {
  await writePlaces(tables, placeRegistrations(facts));
  await writeActors(tables, actorRegistrations(facts));
  const statements = reportFacts(facts);
  if (statements.length > 0) await upsertReportFacts(tables, statements, slice);
  await insertDraftFacts(tables, draftFacts(facts), slice);
  const decided = linkFacts(facts);
  if (decided.length > 0) await insertLinkFacts(tables, decided, slice);
}
