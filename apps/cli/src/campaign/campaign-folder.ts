import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { campaignKinds } from '#imports';
import { CommandFailed } from '../terminal/command-failed.js';

/** A file of a campaign folder, JSON a line. */
export interface CampaignFile {
  /** What its lines are, in the plural. */
  readonly kind: keyof typeof campaignKinds | 'lines';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** What a line is where it does not say so itself, as POST /v1/reports/batch names it; amendments say so. */
  readonly lineKind: 'place' | 'actor' | 'report' | undefined;
}

/** The front page of a campaign folder, `campaign.json`. */
export interface CampaignCover {
  readonly title: string;
  readonly description: string;
  /** Requests worth trying, as paths on the API. */
  readonly requests: readonly { readonly title: string; readonly path: string }[];
}

/** The files of a campaign in the order in which they must be posted. Throws `CommandFailed`. */
export async function campaignFiles(folder: string): Promise<CampaignFile[]> {
  const found = await Promise.all(
    (Object.keys(campaignKinds) as (keyof typeof campaignKinds)[]).map(async (kind): Promise<CampaignFile[]> => {
      const name = `${kind}.ndjson`;
      const path = join(folder, name);
      try {
        return [{ kind, name, path, sizeBytes: (await stat(path)).size, lineKind: campaignKinds[kind] }];
      } catch (error) {
        // A campaign in which nothing was corrected has none.
        return kind === 'amendments' && codeOf(error) === 'ENOENT' ? [] : notACampaign(folder, name, error);
      }
    }),
  );
  return found.flat();
}

/** The front page; a folder without one goes by its name. Throws `CommandFailed` when the page cannot be read. */
export async function campaignCover(folder: string): Promise<CampaignCover> {
  const nameless = { title: basename(folder), description: '', requests: [] };
  try {
    return { ...nameless, ...(JSON.parse(await readFile(join(folder, 'campaign.json'), 'utf8')) as object) };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? nameless : notACampaign(folder, 'campaign.json', error);
  }
}

/** The code of a system error, such as `ENOENT`. */
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function notACampaign(folder: string, name: string, error: unknown): never {
  const missing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
  const reason = missing ? 'there is none' : error instanceof Error ? error.message : String(error);
  throw new CommandFailed(
    `${folder} is not a campaign folder: it needs ${name}, and ${reason}. It holds places.ndjson, actors.ndjson and reports.ndjson.`,
    { cause: error },
  );
}
