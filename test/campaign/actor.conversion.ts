import { actorKinds } from '#situation';
import type { ActorDraft } from './drafts.js';
import { namesOfActor, otherNamesOfActor } from './local-names.js';
import { oneOf } from './one-of.js';
import { onlyKnown } from './only-known.js';
import { parentsFirst } from './parents-first.js';
import { registered_at } from './place.conversion.js';
import { actorOf, convertRelation, type RelationDraft } from './relation.conversion.js';
import type { ActorRow } from './source-rows.js';

/** The actors of the tables and those read again in the articles, parents before children. */
export function convertActors(rows: readonly ActorRow[], readAgain: readonly ActorDraft[] = []): ActorDraft[] {
  const registered = new Set([...rows.map((row) => row.slug), ...readAgain.map(({ id }) => id)]);
  const actors = [...rows.map((row) => convertActor(row, registered)), ...readAgain];
  return parentsFirst(actors, ({ parents = [] }) => parents.map(actorOf));
}

function convertActor(row: ActorRow, registered: ReadonlySet<string>): ActorDraft {
  const { relations, prose } = readParents(row.parents, registered);
  const [leads, parents] = [relations.filter(isLed), relations.filter((relation) => !isLed(relation))];
  const remarks = [row.notes, prose && `Parents as given: ${prose}`];
  return onlyKnown<ActorDraft>({
    id: row.slug,
    name: row.name,
    aliases: [...row.aliases.split('|').filter((alias) => alias !== ''), ...otherNamesOfActor(row.slug)],
    kind: oneOf(actorKinds, row.type.replace(' ', '_'), `${row.slug}: type`),
    parents,
    alliedWith: [...leads, ...readRelations(row.allied_or_supported_by, row, registered)],
    opposes: readRelations(row.opposes, row, registered),
    note: remarks.filter(Boolean).join('. '),
    registeredAt: registered_at,
    names: namesOfActor(row.slug),
  });
}

/** Whoever leads a coalition stands by it, and does not own it. */
const isLed = (relation: RelationDraft): boolean => typeof relation === 'object' && relation.note === 'lead';

/**
 * The parents that a free-text column names, each perhaps with a remark in brackets that says when. Prose ("ypg, … are
 * members", "sdf or ypg (not stated)") names no single one and is told apart.
 */
function readParents(
  text: string,
  registered: ReadonlySet<string>,
): { readonly relations: readonly RelationDraft[]; readonly prose: string } {
  const entries = text.split('|').filter((entry) => entry !== '');
  const relations = entries.map((entry) => convertRelation(entry, registered));
  return {
    relations: relations.filter((relation) => relation !== undefined),
    prose: entries.filter((_, index) => relations[index] === undefined).join('; '),
  };
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
