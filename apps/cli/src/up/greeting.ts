import type { CampaignCover } from '../campaign/campaign-folder.js';

/** What a person who has just started Sitrep needs to go on. */
export function greeting(url: string, storage: string, sample: CampaignCover | undefined): string {
  const requests = (sample?.requests ?? []).map(({ title, path }) => `  # ${title}\n  curl -s '${url}${path}'\n`);
  return `
Sitrep is ready. It keeps its reports in ${storage}.

  Page           ${url}
  API            ${url}
  Documentation  ${url}/docs

${sample === undefined ? '' : `The sample is loaded: ${sample.title}. Try\n${requests.map((request) => `\n${request}`).join('')}\n`}Ctrl-C stops it.
`;
}
