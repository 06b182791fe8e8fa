/** The part of a Fastify reply that holds headers. */
export interface Headed {
  getHeader(name: string): number | string | readonly string[] | undefined;
  header(name: string, value: string): unknown;
}

/** Says that the answer depends on this header of the request, beside those that are named already. */
export function addVary(reply: Headed, header: string): void {
  const named = [reply.getHeader('vary') ?? []].flat().map(String).join(', ');
  const isThere = named.split(', ').some((one) => one.toLowerCase() === header.toLowerCase());
  if (!isThere) reply.header('Vary', named === '' ? header : `${named}, ${header}`);
}
