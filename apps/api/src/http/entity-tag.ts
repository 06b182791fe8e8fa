import { createHash } from 'node:crypto';

/** Returns a strong entity tag (RFC 9110, 8.8.3): equal for equal parts. */
export const tagOf = (...parts: readonly string[]): string =>
  `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;

/** Returns the tag as a weak one: the answer means the same, and its bytes may differ. */
export const weak = (tag: string): string => `W/${tag}`;

/** True if the value of `If-None-Match` names the tag, by the weak comparison (RFC 9110, 13.1.2). */
export function isNamed(tag: string, ifNoneMatch: string | undefined): boolean {
  const named = (ifNoneMatch ?? '').split(',').map((one) => opaque(one.trim()));
  return named.includes('*') || named.includes(opaque(tag));
}

const opaque = (tag: string): string => tag.replace(/^W\//, '');

/** The client has the answer already: 304. */
export class NotModified extends Error {
  override readonly name = 'NotModified';
}

/** What a cache may be told of an answer that is read from an edition. */
export interface Validator {
  /** Undefined where no tag holds all that the answer depends on. */
  readonly tag: string | undefined;
  /** What in the tag stands for the moment of the request. */
  readonly now: string | undefined;
  /** The id of the edition, and the name that it was asked by. */
  readonly edition: string;
  readonly name: string;
  /** True for an answer that is the same for ever. */
  readonly isPinned: boolean;
  /** What of the edition the answer depends on; see `stateOf`. */
  readonly state: string | undefined;
  /** Returns whether the rows are still those that the tag names. */
  readonly holds: () => Promise<boolean>;
}

const validators = new WeakMap<object, Validator>();

/** Keeps the validator of the answer to this request. */
export const keepValidator = (request: object, validator: Validator): void => void validators.set(request, validator);

/** Leaves an answer that holds more than its edition to be tagged by its bytes. */
export const forgetValidator = (request: object): void => void validators.delete(request);

export const validatorOf = (request: object): Validator | undefined => validators.get(request);
