import { isNamed, keepValidator, NotModified, tagOf, validatorOf, weak } from '../http/entity-tag.js';
import { type ReadRequest, requestInHand } from './snapshot.interceptor.js';

/** What an answer rests on beside its request: equal requests on equal parts have equal answers. */
export interface AnswerBasis {
  /** The id of the edition, and the name that it was asked by. */
  readonly edition: string;
  readonly name: string;
  /** True when it was asked by its id or its snapshot, which no other edition can take over. */
  readonly isNamedForGood: boolean;
  readonly isPinned: boolean;
  /** True for an edition that follows the log. */
  readonly moves: boolean;
  readonly parts: readonly string[];
  /** What among the parts stands for the moment of the request itself; undefined where nothing does. */
  readonly now: string | undefined;
  /** What of the edition the answer depends on. */
  readonly state: string | undefined;
  readonly holds: () => Promise<boolean>;
}

/**
 * Notes what the answer to the request in hand rests on, before it is made. A tag is made of the first basis, and given
 * up when a later one adds to it: another edition, or the present moment where the first did not take it. It is a weak one
 * where the answer names the present moment, and is the same otherwise. As a tag that was given up is never sent, a tag
 * that comes back stands for the whole answer.
 *
 * @throws {NotModified} the asker has the answer.
 */
export function restOn(basis: AnswerBasis): void {
  const request = requestInHand();
  // The address of a question by POST says nothing of what is asked.
  if (request === undefined || request.method === 'POST') return;
  const first = validatorOf(request);
  if (first !== undefined) {
    const isSame = first.edition === basis.edition && (basis.isNamedForGood || first.name === basis.name);
    const addsNow = basis.now !== undefined && basis.now !== first.now;
    if (!isSame || addsNow) keepValidator(request, { ...first, tag: undefined });
    return;
  }
  const { edition, name, isPinned, moves, now, parts, state, holds } = basis;
  const strong = tagOf(...addressParts(request), ...parts);
  // The later pages of a file are read after its headers are sent, and may rest on more of the log.
  const tag = moves && (formatOf(request) !== 'json' || now !== undefined) ? weak(strong) : strong;
  keepValidator(request, { edition, name, tag, now, isPinned, state, holds });
  // Whether there is an answer at all, as `*` asks, is not known yet.
  if (isNamed(tag, request.headers['if-none-match']?.replaceAll('*', ''))) throw new NotModified();
}

const formatOf = ({ format = 'json' }: ReadRequest): string => format;

/** The path, the query in one order, and the format: HEAD has the tag of GET. */
function addressParts(request: ReadRequest): readonly string[] {
  const [pathname = '', query] = request.url.split(/\?(.*)/s);
  const searchParams = new URLSearchParams(query);
  // It says when to answer, not what.
  searchParams.delete('minPosition');
  searchParams.sort();
  return [pathname, searchParams.toString(), formatOf(request)];
}
