import { live_edition, type Storage } from '#editions';
import {
  default_sensitivity,
  KeyRefused,
  KeyStore,
  openid_prefix,
  type Role,
  roleNames,
  type Settings,
  type StoredKey,
  TokenRevocations,
} from '#platform';
import { placesNamed } from '#read-models/queries';
import { Watches } from '#watches';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { type Column, formatTable } from '../terminal/format-table.js';
import type { Terminal } from '../terminal/terminal.js';
import { expiryOf } from './expiry.js';

/** What `sitrep key create` was told. */
export interface KeyFlags {
  readonly role?: readonly string[];
  readonly outlet?: readonly string[];
  readonly place?: readonly string[];
  readonly readsWithin?: boolean;
  readonly clearance?: string;
  readonly quota?: string;
  readonly expires?: string;
  readonly json?: boolean;
}

/** Makes a key. Its text goes to stdout alone, and only now. @throws {CommandFailed} */
export async function createKey(name: string, flags: KeyFlags, settings: Settings, terminal: Terminal): Promise<void> {
  const roles = rolesOf(flags.role ?? []);
  const { outlet: outlets = [], place: places = [], clearance } = flags;
  requireLevel(clearance, settings);
  const dailyQuota = quotaOf(flags.quota);
  const expiresAt = flags.expires === undefined ? undefined : expiryOf(flags.expires, Date.now());
  await withKeys(settings, terminal, async (keys, storage) => {
    await requirePlaces(storage, places);
    const order = {
      name,
      roles,
      outlets,
      places,
      readsWithin: flags.readsWithin === true,
      ...(clearance === undefined ? {} : { clearance }),
      ...(dailyQuota === undefined ? {} : { dailyQuota }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    const { id, text } = await keys.create(order);
    terminal.out.write(flags.json === true ? `${JSON.stringify({ id, name, roles, key: text })}\n` : `${text}\n`);
    terminal.err.write(
      `Key ${id} for ${name} (${roles.join(', ')}). It is shown this once: keep it where secrets are kept.\n`,
    );
  });
}

export async function listKeys(
  { json }: { readonly json?: boolean },
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  await withKeys(settings, terminal, async (keys) => {
    const stored = await keys.list();
    if (json === true) terminal.out.write(stored.map((key) => `${JSON.stringify(key)}\n`).join(''));
    else terminal.out.write(formatTable(columns, stored));
  });
}

/** Before the id of a token, its claim `jti`. */
const token_prefix = 'token:';

export async function revokeKey(id: string, settings: Settings, terminal: Terminal): Promise<void> {
  await withKeys(settings, terminal, async (keys, { database }) => {
    if (id.startsWith(openid_prefix)) {
      const ended = await new TokenRevocations(database).revokeSubject(id);
      terminal.err.write(
        `Signed out of ${ended} browsers; tokens that were issued until now let nobody in any more.\n`,
      );
      return;
    }
    if (id.startsWith(token_prefix)) {
      await new TokenRevocations(database).revokeToken(id.slice(token_prefix.length));
      terminal.err.write('The token is revoked: every running process refuses it within a second.\n');
      return;
    }
    const publicId = id.replace(/^(key:|sitrep_)/, '').slice(0, 12);
    await keys.revoke(publicId);
    terminal.err.write('The key is revoked: every running process refuses it within seconds.\n');
    const watches = await new Watches(database).countSendingFor(`key:${publicId}`);
    if (watches > 0)
      terminal.err.write(
        `It answers for ${watches} of the watches that send: each pauses until another key sets it to active.\n`,
      );
  });
}

export async function eraseName(name: string, settings: Settings, terminal: Terminal): Promise<void> {
  await withKeys(settings, terminal, async (keys) => {
    const pseudonym = await keys.erase(name);
    terminal.err.write(`The keys are revoked and the name is forgotten. What was recorded stays, as ${pseudonym}.\n`);
  });
}

function withKeys(
  settings: Settings,
  terminal: Terminal,
  work: (keys: KeyStore, storage: Storage) => Promise<void>,
): Promise<void> {
  return onStorage(settings, terminal, { progress: 'none', stopped: 'Nothing was changed.' }, async (storage) => {
    try {
      await work(new KeyStore(storage.database), storage);
    } catch (error) {
      throw error instanceof KeyRefused ? new CommandFailed(error.message, { cause: error }) : error;
    }
  });
}

function rolesOf(given: readonly string[]): readonly Role[] {
  const named = given.flatMap((role) => role.split(','));
  const wrong = named.find((role) => !(roleNames as readonly string[]).includes(role));
  if (named.length === 0 || wrong !== undefined)
    throw new CommandFailed(
      `--role ${wrong ?? 'is missing'}: say what the key may do, one or more of ${roleNames.join(', ')}.`,
    );
  return [...new Set(named)] as Role[];
}

function quotaOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CommandFailed(`--quota ${text}: say a whole number of requests a day from 1 on, such as 10000.`);
}

function requireLevel(clearance: string | undefined, { sensitivity = default_sensitivity }: Settings): void {
  const { levels } = sensitivity;
  if (clearance !== undefined && !levels.includes(clearance))
    throw new CommandFailed(`--clearance ${clearance}: say one of ${levels.join(', ')}.`);
}

/** A misspelt place would make a key that can write nothing. */
async function requirePlaces({ editions }: Storage, places: readonly string[]): Promise<void> {
  const live = places.length === 0 ? undefined : await editions.find(live_edition);
  if (live === undefined) return;
  const known = await placesNamed(editions.scope(live), places);
  const unknown = places.filter((place) => !known.has(place));
  if (unknown.length > 0)
    throw new CommandFailed(`--place ${unknown.join(', ')} is not registered; GET /v1/places lists those that are.`);
}

const columns: readonly Column<StoredKey>[] = [
  { title: 'ID', of: ({ id }) => id },
  { title: 'NAME', of: ({ name }) => name },
  { title: 'ROLES', of: ({ roles }) => roles.join(', ') },
  { title: 'ONLY', of: ({ outlets, places }) => [...outlets, ...places].join(', ') || '-' },
  { title: 'A DAY', of: ({ dailyQuota }) => dailyQuota?.toString() ?? '-' },
  {
    title: 'READS',
    of: ({ clearance, readsWithin }) => `${clearance ?? 'as its roles'}${readsWithin ? ', within' : ''}`,
  },
  { title: 'STATE', of: stateOf },
  { title: 'LAST USED', of: ({ lastUsedAt }) => lastUsedAt?.toISOString().slice(0, 16) ?? 'never' },
];

function stateOf({ revokedAt, expiresAt }: Pick<StoredKey, 'revokedAt' | 'expiresAt'>): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString().slice(0, 10)}`;
  if (expiresAt === null) return 'live';
  const day = expiresAt.toISOString().slice(0, 10);
  return expiresAt.getTime() <= Date.now() ? `expired ${day}` : `live until ${day}`;
}
