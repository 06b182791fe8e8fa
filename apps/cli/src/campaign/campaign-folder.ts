import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandFailed } from '../terminal/command-failed.js';

/** A file of a campaign folder whose every line is the body of one request. */
export interface CampaignFile {
  /** What its lines are, in the plural. */
  readonly kind: 'places' | 'actors' | 'reports';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly postTo: string;
  /** Lines may name earlier lines as their parents. */
  readonly hasParents: boolean;
}

/** The front page of a campaign folder, `campaign.json`. */
export interface CampaignCover {
  readonly title: string;
  readonly description: string;
  /** Requests worth trying, as paths on the API. */
  readonly requests: readonly { readonly title: string; readonly path: string }[];
}

const kinds = ['places', 'actors', 'reports'] as const;

/** The files of a campaign in the order in which they must be posted. Throws `CommandFailed`. */
export async function campaignFiles(folder: string): Promise<CampaignFile[]> {
  return Promise.all(
    kinds.map(async (kind) => {
      const name = `${kind}.ndjson`;
      const path = join(folder, name);
      const { size } = await stat(path).catch((error: unknown) => notACampaign(folder, name, error));
      return { kind, name, path, sizeBytes: size, postTo: `/v1/${kind}`, hasParents: kind !== 'reports' };
    }),
  );
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
