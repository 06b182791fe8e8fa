import type { AnonymousAccess } from '#platform';
import type { CampaignCover } from '../campaign/campaign-folder.js';

/** Who may come in without a key; the first thing to know before others can reach it. */
const open_door: Readonly<Record<AnonymousAccess, string>> = {
  none: 'Every request needs a key: sitrep key create NAME --role admin.',
  read: 'Everybody who reaches it may read without a key.',
  write: 'Everybody on this machine may read and write without a key: see docs/how-to/accounts.md.',
};

/** What a person who has just started Sitrep needs to go on. */
export function greeting(
  url: string,
  storage: string,
  sample: CampaignCover | undefined,
  anonymous: AnonymousAccess = 'none',
): string {
  const curl = anonymous === 'none' ? 'curl -s -H "Authorization: Bearer $SITREP_KEY"' : 'curl -s';
  const requests = (sample?.requests ?? []).map(({ title, path }) => `  # ${title}\n  ${curl} '${url}${path}'\n`);
  return `
Sitrep is ready. It keeps its reports in ${storage}.
${open_door[anonymous]}

  Page           ${url}
  API            ${url}
  Documentation  ${url}/docs

${sample === undefined ? '' : `The sample is loaded: ${sample.title}. Try\n${requests.map((request) => `\n${request}`).join('')}\n`}Ctrl-C stops it.
`;
}
