import type { Body, Registration } from '../formats/prepared-import.js';
import type { KnownBefore } from './known-before.js';

/** A place or an actor, in a set of both. */
export const nameOf = (kind: Registration['kind'], id: string): string => `${kind} ${id}`;

interface UnknownName {
  readonly pointer: string;
  readonly reason: string;
}

/** The places and actors of a report that nobody has registered, and the file does not either: the api refuses them. */
export function unknownNames(
  draft: Body,
  registered: ReadonlySet<string>,
  { places, actors }: KnownBefore,
): readonly UnknownName[] {
  const isKnown = (kind: Registration['kind'], id: string): boolean =>
    (kind === 'place' ? places : actors).has(id) || registered.has(nameOf(kind, id));
  const named = [
    ...listOf(draft['places']).map((id, index) => ({ kind: 'place' as const, id, pointer: `/places/${index}` })),
    ...listOf(draft['actors']).map((one, index) => ({
      kind: 'actor' as const,
      id: (one as { readonly actor?: unknown }).actor,
      pointer: `/actors/${index}/actor`,
    })),
  ];
  return named.flatMap(({ kind, id, pointer }) =>
    typeof id === 'string' && !isKnown(kind, id) ? [{ pointer, reason: `No ${kind} is registered as ${id}.` }] : [],
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
