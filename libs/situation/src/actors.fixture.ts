import type { ActorRelations } from './sides.js';

/** An actor and how it stands to others; lists are separated by blanks. */
export function actor(id: string, told: { parents?: string; allies?: string; opposes?: string } = {}): ActorRelations {
  const list = (names = ''): readonly string[] => names.split(' ').filter((name) => name !== '');
  return { id, parents: list(told.parents), alliedWith: list(told.allies), opposes: list(told.opposes) };
}
