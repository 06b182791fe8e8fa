import { type ActorId, type ActorRelation, type Day, isDay } from '#situation';

/** A relation as `POST /v1/actors` takes it. */
export type RelationDraft = ActorId | ActorRelation;

/** The actor that a relation names. */
export const actorOf = (relation: RelationDraft): ActorId => (typeof relation === 'string' ? relation : relation.actor);

/**
 * An ally or opponent as the source lists it: a slug, perhaps with a remark in brackets that may say when. What is only a
 * slug stays one; the remark is kept as printed. Undefined when it names nobody that is registered.
 *
 * "2016-10-17 on" and "from 2016-11" begin on a day, of a month on its first; a day by itself is first and last. A month
 * or a year that is only named in passing ("late 2016") bounds nothing.
 */
export function convertRelation(entry: string, registered: ReadonlySet<string>): RelationDraft | undefined {
  const [, actor = '', note] = /^([a-z0-9-]+)(?: \((.+)\))?$/.exec(entry) ?? [];
  if (!registered.has(actor)) return undefined;
  return note === undefined ? actor : { actor, ...daysIn(note), note };
}

function daysIn(remark: string): { readonly from?: Day; readonly to?: Day } {
  const [, since] = /\b(\d{4}-\d{2}-\d{2}) on\b/.exec(remark) ?? [];
  if (since !== undefined) return { from: real(since, remark) };
  const [, month] = /\bfrom (\d{4}-\d{2})(?![-\d])/.exec(remark) ?? [];
  if (month !== undefined) return { from: real(`${month}-01`, remark) };
  const [, day] = /\b(\d{4}-\d{2}-\d{2})\b/.exec(remark) ?? [];
  return day === undefined ? {} : { from: real(day, remark), to: real(day, remark) };
}

function real(day: string, remark: string): Day {
  if (!isDay(day)) throw new Error(`"${remark}" names a day that there is not`);
  return day;
}
