import { derivedId } from '#event-log';

/** The body with its id: the client's, or one derived from the content, so that equal bodies have equal ids. */
export const withDerivedId = <Body extends object>(
  kind: string,
  id: string | undefined,
  body: Body,
): Body & { readonly id: string } => ({ id: id?.toLowerCase() ?? derivedId(kind, JSON.stringify(body)), ...body });
