import type { AddressInfo } from 'node:net';
import { type KeyOrder, KeyStore, type Role } from '#platform';
import type { RunningSitrep } from '../harness/running-sitrep.js';

/** Asks a running Sitrep with keys. */
export class KeyedClient {
  private constructor(
    readonly url: string,
    readonly keys: KeyStore,
  ) {}

  static async of({ app, database }: RunningSitrep): Promise<KeyedClient> {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new KeyedClient(`http://127.0.0.1:${port}`, new KeyStore(database));
  }

  /** Makes a key for a name of its own. */
  async keyFor(roles: readonly Role[], order: Partial<KeyOrder> = {}): Promise<string> {
    const name = order.name ?? `tester ${Math.random().toString(36).slice(2)}`;
    return (await this.keys.create({ roles, outlets: [], places: [], ...order, name })).text;
  }

  /** Sends a request with a key, or without one, and does not read the body of what goes on. */
  async ask(method: string, path: string, key?: string, body?: object): Promise<Response> {
    const headers = {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return this.send(method, path, headers, body);
  }

  async send(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Response> {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return fetch(new URL(path, this.url), { ...init, redirect: 'manual' });
  }
}
