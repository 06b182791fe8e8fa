import type { ActorRelations } from './sides.js';

/** An actor and how it stands to others; lists are separated by blanks, relations hold at any time. */
export function actor(id: string, told: { parents?: string; allies?: string; opposes?: string } = {}): ActorRelations {
  const list = (names = ''): readonly string[] => names.split(' ').filter((name) => name !== '');
  const always = (names?: string) => list(names).map((other) => ({ actor: other }));
  return { id, parents: always(told.parents), alliedWith: always(told.allies), opposes: always(told.opposes) };
}
