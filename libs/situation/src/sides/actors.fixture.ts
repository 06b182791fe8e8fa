import type { Speaker } from '../report/voices.js';

interface Told {
  readonly parents?: string;
  readonly allies?: string;
  readonly opposes?: string;
  readonly name?: string;
  readonly aliases?: readonly string[];
}

/** An actor and how it stands to others; lists of ids are separated by blanks, relations hold at any time. */
export function actor(id: string, told: Told = {}): Speaker {
  const list = (names = ''): readonly string[] => names.split(' ').filter((name) => name !== '');
  const always = (names?: string) => list(names).map((other) => ({ actor: other }));
  const { name = id, aliases = [] } = told;
  const relations = { parents: always(told.parents), alliedWith: always(told.allies), opposes: always(told.opposes) };
  return { id, name, aliases, ...relations };
}
