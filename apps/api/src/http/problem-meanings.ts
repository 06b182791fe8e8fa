import type { RejectionCode } from './rejected.js';

/** What a code of a problem means, and what a caller can do about it. */
export interface ProblemMeaning {
  /** When a request gets this answer. */
  readonly means: string;
  /** What to send or do instead. */
  readonly advice: string;
}

/** The refusals that no rule of a resource makes: transport, outages, failures. */
const transport = {
  forbidden: {
    means: 'A page of another site sent a request that changes something.',
    advice:
      'Send it from a page of this server, from an origin in SITREP_CORS_ORIGINS, or from a program, which sends no ' +
      'Origin header.',
  },
  method_not_allowed: {
    means: 'The address exists, but not for this method.',
    advice: 'The Allow header lists the methods that it has.',
  },
  too_slow: { means: 'The request did not arrive in time.', advice: 'Send it again, over a faster connection.' },
  address_too_long: {
    means: 'The address is longer than the server reads.',
    advice: 'Ask with fewer or shorter parameters.',
  },
  expectation_failed: { means: 'The Expect header asks for something unknown.', advice: 'Leave the header out.' },
  misdirected: {
    means: 'The Host header names a server that this one is not.',
    advice: 'Use the address that was printed at the start, or list the name in SITREP_HOSTS.',
  },
  headers_too_long: {
    means: 'The headers are longer than the server reads.',
    advice: 'Send fewer or shorter headers.',
  },
  unavailable: {
    means: 'The database does not answer at the moment.',
    advice: 'Send the request again after the seconds in Retry-After. Nothing is stored twice.',
  },
  too_dear: {
    means: 'The question took too long and was stopped.',
    advice: 'Ask for fewer days, a smaller area, one place, or a lower limit.',
  },
  failed: {
    means: 'Something went wrong on the side of the server.',
    advice: 'Report it, and quote `instance`: the log of the server holds the rest under that name.',
  },
} as const satisfies Readonly<Record<string, ProblemMeaning>>;

const refusals: Readonly<Record<RejectionCode, ProblemMeaning>> = {
  malformed: {
    means: 'The body or the parameters do not have the shape of this request.',
    advice: 'Each entry of `errors` names a field or a parameter and says what would be right.',
  },
  key_missing: {
    means: 'The request came without a key, and what it asks for needs one.',
    advice:
      'Send the key as "Authorization: Bearer KEY", or as the password of Basic with any user name. The operator makes ' +
      'one with "sitrep key create".',
  },
  key_refused: {
    means: 'The request came with a key that lets nobody in: it is mistyped, unknown, revoked or expired.',
    advice: '`detail` says which. Copy it again, or ask the operator for another one.',
  },
  not_permitted: {
    means: 'The key may not do this: none of its roles holds the scope that the address needs.',
    advice: '`detail` names the scope and the roles that hold it. Ask the operator for a key with one of them.',
  },
  out_of_bounds: {
    means: 'The key writes for some outlets or about some places alone, and the body is about others.',
    advice: 'Each entry of `errors` names the field and what the key may write about. GET /v1/me lists it.',
  },
  drafts_only: {
    means: 'Everything that the key sends waits for an approval, so it may not amend or link what counts already.',
    advice: 'Ask an editor to. What was not decided about yet is changed with POST /v1/drafts/{id}/revisions.',
  },
  second_person: {
    means: 'The desk wants a second person to approve each draft, and this one sent or revised it.',
    advice: 'Let somebody else approve it. Whoever sent a draft may still reject or revise it.',
  },
  not_found: {
    means: 'There is nothing at this address, or nothing of this name.',
    advice: '/docs lists all addresses; the lists of places, actors and reports give the names.',
  },
  not_acceptable: {
    means: 'The Accept header, `format` or the suffix asks for a media type that this address does not make.',
    advice: '`detail` lists the ones that it makes.',
  },
  conflict: {
    means: 'The request does not fit what is stored: another content has the same id, or the state does not allow it.',
    advice: '`detail` says what is stored. Read it, then send a correction, or use another id.',
  },
  decided: {
    means: 'Somebody has approved or rejected this draft, which is done once.',
    advice:
      '`detail` says who, and when. An approved report can be corrected or retracted; what was rejected can be sent again ' +
      'under another externalId.',
  },
  in_flight: {
    means: 'A request with the same Idempotency-Key is being answered.',
    advice: 'Send the same request again a little later: it gets the answer of the first.',
  },
  limit_reached: {
    means: 'As many of these exist as the settings allow.',
    advice: 'Drop one that is not needed, or raise the setting that `detail` names.',
  },
  gone: {
    means: 'The edition or snapshot was dropped.',
    advice: 'GET /v1/editions lists those that there are; the same question can be asked of the live one.',
  },
  too_large: { means: 'The body is larger than the server reads.', advice: 'Send less in one request.' },
  unsupported_media_type: {
    means: 'The body has a media type that this address does not read.',
    advice: 'Send JSON as application/json, and a batch as application/x-ndjson.',
  },
  meaningless: {
    means: 'The shape is right, but the content cannot be meant: a name is unknown, or two fields contradict.',
    advice: 'Each entry of `errors` names the field and says what would be right.',
  },
  key_reused: {
    means: 'The Idempotency-Key was sent with another request within the last 24 hours.',
    advice: 'Send a new key with every new request, and the old one only to repeat the same request.',
  },
  too_many_requests: {
    means: 'The key, or the address, sent more in a minute, or more at once, than the settings allow.',
    advice: 'Send the request again after the seconds in Retry-After. The RateLimit headers say what is left.',
  },
  unconfirmed: {
    means: 'The log did not confirm the event in time, so it may or may not be stored.',
    advice: 'Send the same request with the same id again: it is stored once, however often it is sent.',
  },
  issuer_unreachable: {
    means: 'The OpenID provider, which vouches for tokens and sign-ins, does not answer.',
    advice: 'Send the request again after the seconds in Retry-After. Keys go on working.',
  },
  lagging: {
    means: 'The read models have not yet reached the end of the log, and the answer depends on what is missing.',
    advice: 'Send the request again after the seconds in Retry-After.',
  },
};

/** Every code that a problem may have. */
export const problemMeanings: ReadonlyMap<string, ProblemMeaning> = new Map<string, ProblemMeaning>(
  Object.entries({ ...refusals, ...transport }),
);

/** The address of the page about a code, relative to the server; about:blank for a code without one. */
export const problemType = (code: string): string => (problemMeanings.has(code) ? `/problems/${code}` : 'about:blank');
