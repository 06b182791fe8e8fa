/** The part of a Fastify reply that handlers need. */
export interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
}
