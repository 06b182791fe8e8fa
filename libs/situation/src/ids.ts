/** A string that has been checked to be what its name says. */
export type Brand<Base, Name extends string> = Base & { readonly __brand?: Name };

/** A place's slug, `mosul-old-city`. */
export type PlaceId = Brand<string, 'PlaceId'>;
/** An actor's slug, `iraqi-army`. */
export type ActorId = Brand<string, 'ActorId'>;
/** A UUID: the client's, or derived from outlet and external id. It never changes with corrections. */
export type ReportId = Brand<string, 'ReportId'>;
/** A UUID: the identity by which doubles in the log are removed. */
export type EventId = Brand<string, 'EventId'>;

/** Lower case, digits and hyphens, starting with a letter or a digit, at most 64 characters. */
export const slugPattern = /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/;
