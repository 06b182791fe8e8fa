import { convertActors } from './actor.conversion.js';
import { cover } from './cover.js';
import { convertPlaces } from './place.conversion.js';
import { actorsReadAgain } from './read-again.js';
import { convertReport } from './report.conversion.js';
import type { ArticleRow, Development, SourceRows } from './source-rows.js';

/** The files of a campaign folder, by name, as they are written. */
export function convertCampaign(source: SourceRows, expectedControl: string): ReadonlyMap<string, string> {
  for (const development of source.developments) checkPublished(development, source.articles);
  const places = convertPlaces(source.places);
  const actors = convertActors(source.actors, source.actors.length === 0 ? [] : actorsReadAgain);
  const reports = source.developments.map(convertReport);
  const counts = {
    places: places.length,
    actors: actors.length,
    reports: reports.length,
    expectedControl: expectedControl.trimEnd().split('\n').length - 1,
  };
  return new Map([
    ['campaign.json', `${JSON.stringify({ ...cover, counts }, undefined, 2)}\n`],
    ['places.ndjson', ndjson(places)],
    ['actors.ndjson', ndjson(actors)],
    ['reports.ndjson', ndjson(reports)],
    ['expected-control.csv', expectedControl],
  ]);
}

const ndjson = (drafts: readonly object[]): string => drafts.map((draft) => `${JSON.stringify(draft)}\n`).join('');

function checkPublished(development: Development, articles: readonly ArticleRow[]): void {
  const article = articles.find(({ article_no }) => article_no === String(development.article));
  if (article?.publishedAt === development.publishedAt) return;
  throw new Error(`${development.id}: its day of publication is not that of article ${development.article}`);
}
