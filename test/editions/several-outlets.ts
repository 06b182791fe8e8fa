import { campaignLines } from '../harness/campaign-events.js';
import type { RunningSitrep } from '../harness/running-sitrep.js';

/** A report of the sample as it is sent, as far as an edition may leave it out. */
export interface SentReport {
  readonly source: { readonly outlet: string; readonly chain?: readonly string[] };
  readonly grade: { readonly reliability: string; readonly credibility: number };
}

/** The sample, told by two outlets: every fourth report by an agency that somebody may want to leave out. */
export const severalOutlets = (): readonly SentReport[] =>
  campaignLines<SentReport>('reports.ndjson').map((report, index) =>
    index % 4 === 0 ? { ...report, source: { ...report.source, outlet: 'SANA' } } : report,
  );

/** Questions of every kind, with every moment said. */
export const questions = [
  '/v1/control?validAt=2017-03-07&knownAt=2017-03-09&limit=1000',
  '/v1/control?validAt=2017-03-12&knownAt=2017-03-12&limit=1000',
  '/v1/control/mosul-west/timeline?knownAt=2017-03-11',
  '/v1/control/mosul-west/explanation?validAt=2017-03-08&knownAt=2017-03-11',
  '/v1/conditions?validAt=2017-03-10&knownAt=2017-03-11&limit=1000',
  '/v1/control?validAt=2017-03-09&knownAt=2017-03-11&limit=1000&stance=claimed',
  '/v1/control?validAt=2017-03-09&knownAt=2017-03-11&limit=1000&policy=admission-against-interest@1',
  '/v1/conditions/mosul-museum/timeline?knownAt=2017-03-11',
  '/v1/conditions/mosul-museum/explanation?validAt=2017-03-10&knownAt=2017-03-11',
  '/v1/incidents/E-GOVBLDG?knownAt=2017-03-11',
  '/v1/isolation/raqqa-city?validAt=2017-03-09&knownAt=2017-03-10',
  '/v1/tallies?measure=killed,wounded,displaced&knownAt=2017-03-11&limit=1000',
  '/v1/tallies/explanation?measure=killed&knownAt=2017-03-11&limit=1000',
  '/v1/incidents?knownAt=2017-03-11&limit=1000',
  '/v1/incident-suggestions?knownAt=2017-03-11',
  '/v1/reports?knownAt=2017-03-11&limit=1000',
  '/v1/reports?knownAt=2017-03-11&q=mosul&order=relevance&facets=type,outlet',
  '/v1/reports?knownAt=2017-03-11&onlyUnnamedSources=true&limit=1000',
  '/v1/reports?knownAt=2017-03-11&contradicting=open&limit=1000',
  '/v1/incidents?knownAt=2017-03-11&q=mosul&order=relevance&facets=type,outlet',
  '/v1/search?knownAt=2017-03-11&q=mosul',
  '/v1/changes?from=2017-03-07&to=2017-03-10&limit=1000',
  '/v1/contradictions?knownAt=2017-03-11&limit=1000',
  '/v1/places?limit=1000',
  '/v1/actors?limit=1000',
  '/v1/places/mosul-west',
  '/v1/actors/sdf',
  '/v1/control/mosul-west/answers?knownAt=2017-03-11',
  '/v1/conditions/mosul-museum/answers?knownAt=2017-03-11',
  '/v1/days?from=2017-03-06&to=2017-03-11&knownAt=2017-03-11',
  '/v1/desk',
  '/v1/map?validAt=2017-03-09&knownAt=2017-03-11',
  '/v1/parked',
  '/v1/waiting',
] as const;

/** What an answer says, apart from where it comes from. */
export async function said(sitrep: RunningSitrep, question: string): Promise<unknown> {
  const answer = await sitrep.http.get(question);
  if (answer.status !== 200) throw new Error(`${question} answered ${answer.status}: ${answer.text}`);
  const {
    position: _position,
    links: _links,
    snapshot: _snapshot,
    edition: _edition,
    // Sides keep the colours in which the whole log first saw them.
    parties: _parties,
    ...rest
  } = answer.body as Record<string, unknown>;
  return rest;
}
