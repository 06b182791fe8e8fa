import { pointerTo } from '../http/json-pointer.js';

/** A registered thing that a body names, and where. */
export interface NamedReference<Id extends string> {
  readonly pointer: string;
  readonly id: Id;
}

/** The members of a list of slugs, each with its pointer. */
export const listed = <Id extends string>(
  ids: readonly Id[] | undefined,
  ...steps: readonly (string | number)[]
): readonly NamedReference<Id>[] => (ids ?? []).map((id, index) => ({ pointer: pointerTo(...steps, index), id }));
