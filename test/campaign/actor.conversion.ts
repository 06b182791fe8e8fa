import { actorKinds } from '#situation';
import type { ActorDraft } from './drafts.js';
import { namesOfActor } from './local-names.js';
import { oneOf } from './one-of.js';
import { onlyKnown } from './only-known.js';
import { parentsFirst } from './parents-first.js';
import { registered_at } from './place.conversion.js';
import { actorOf, convertRelation, type RelationDraft } from './relation.conversion.js';
import type { ActorRow } from './source-rows.js';

/** The actors, parents before children. */
export function convertActors(rows: readonly ActorRow[]): ActorDraft[] {
  const registered = new Set(rows.map((row) => row.slug));
  const actors = rows.map((row) => convertActor(row, registered));
  return parentsFirst(actors, ({ parents = [] }) => parents.map(actorOf));
}

function convertActor(row: ActorRow, registered: ReadonlySet<string>): ActorDraft {
  const parents = readList(row.parents, registered);
  const remarks = [row.notes, parents.remarks && `Parents as given: ${parents.remarks}`];
  return onlyKnown<ActorDraft>({
    id: row.slug,
    name: row.name,
    aliases: row.aliases.split('|').filter((alias) => alias !== ''),
    kind: oneOf(actorKinds, row.type.replace(' ', '_'), `${row.slug}: type`),
    parents: parents.slugs,
    alliedWith: readRelations(row.allied_or_supported_by, row, registered),
    opposes: readRelations(row.opposes, row, registered),
    note: remarks.filter(Boolean).join('. '),
    registeredAt: registered_at,
    names: namesOfActor(row.slug),
  });
}

/** Allies or opponents, each with what the source says of when. One that names nobody stops the conversion. */
function readRelations(text: string, { slug }: ActorRow, registered: ReadonlySet<string>): readonly RelationDraft[] {
  const entries = text.split('|').filter((entry) => entry !== '');
  return entries.map((entry) => {
    const relation = convertRelation(entry, registered);
    if (relation === undefined) throw new Error(`${slug}: "${entry}" names no actor that is registered`);
    return relation;
  });
}

/**
 * The slugs that a free-text column names, each perhaps with a remark in brackets. Prose ("ypg, … are members",
 * "sdf or ypg (not stated)") names no single slug and yields none. Entries that say more than a slug are `remarks`.
 */
function readList(text: string, registered: ReadonlySet<string>): { slugs: string[]; remarks: string } {
  const entries = text.split('|').filter((entry) => entry !== '');
  const slugOf = (entry: string): string => /^([a-z0-9-]+)(?: \(.+\))?$/.exec(entry)?.[1] ?? '';
  return {
    slugs: entries.map(slugOf).filter((slug) => registered.has(slug)),
    remarks: entries.filter((entry) => !registered.has(entry)).join('; '),
  };
}
