/** One thing that is wrong with a request, and what would be right. */
export interface Violation {
  /** JSON pointer into the body. */
  readonly pointer?: string;
  /** Name of a query or path parameter. */
  readonly parameter?: string;
  /** Stable, for programs: `unknown_place`. */
  readonly code: string;
  /** For people: what would be right. */
  readonly detail: string;
}

/** Why a request is refused. The filter knows the status of each. */
export const rejectionStatus = {
  malformed: 400,
  key_missing: 401,
  key_refused: 401,
  not_permitted: 403,
  out_of_bounds: 403,
  drafts_only: 403,
  second_person: 403,
  not_found: 404,
  not_acceptable: 406,
  conflict: 409,
  decided: 409,
  in_flight: 409,
  limit_reached: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  meaningless: 422,
  key_reused: 422,
  too_many_requests: 429,
  unconfirmed: 503,
  lagging: 503,
  issuer_unreachable: 503,
} as const;

export type RejectionCode = keyof typeof rejectionStatus;

/** A request is refused; the message is meant for the caller. */
export class Rejected extends Error {
  override readonly name = 'Rejected';

  constructor(
    readonly code: RejectionCode,
    message: string,
    readonly violations: readonly Violation[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A refusal that says when to come again. */
export class TooMany extends Rejected {
  constructor(
    message: string,
    readonly retryAfterS: number,
  ) {
    super('too_many_requests', message);
  }
}

/** A JSON pointer (RFC 6901) to a member: `pointerTo('control', 0, 'effect')` is `/control/0/effect`. */
export const pointerTo = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
