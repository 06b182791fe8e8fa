import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Logins that a test makes, and takes back. */
export class Logins {
  private readonly made: { readonly client: pg.Client; readonly name: string }[] = [];
  constructor(private readonly ownerUrl: string) {}

  /** Makes one in these roles and connects as it. */
  async connect(...roles: readonly string[]): Promise<{ client: pg.Client; url: string }> {
    const [name, password] = [`login_${randomUUID().replaceAll('-', '')}`, randomUUID()];
    const owner = new pg.Client({ connectionString: this.ownerUrl });
    await owner.connect();
    await owner.query(`create role ${name} login password '${password}'`);
    for (const role of roles) await owner.query(`grant ${role} to ${name}`);
    await owner.end();
    const url = new URL(this.ownerUrl);
    [url.username, url.password] = [name, password];
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    this.made.push({ client, name });
    return { client, url: url.href };
  }

  async close(): Promise<void> {
    for (const { client } of this.made) await client.end();
    const owner = new pg.Client({ connectionString: this.ownerUrl });
    await owner.connect();
    for (const { name } of this.made) await owner.query(`drop owned by ${name}; drop role ${name}`);
    await owner.end();
  }
}
