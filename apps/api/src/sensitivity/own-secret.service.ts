import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Editions } from '#editions';
import type { Sql } from '#platform';

/** What this Sitrep alone knows, kept in its database: the same in all of its processes. */
@Injectable()
export class OwnSecret {
  private secret: Promise<Buffer> | undefined;

  constructor(private readonly editions: Editions) {}

  /** 32 random bytes, made when they are first needed. */
  read(): Promise<Buffer> {
    this.secret ??= secretIn(this.editions.database).catch((error: unknown) => {
      this.secret = undefined;
      throw error;
    });
    return this.secret;
  }
}

async function secretIn(sql: Sql): Promise<Buffer> {
  const read = () => sql.query<{ secret: Buffer }>('select secret from sitrep.own_secret');
  const [there] = await read();
  if (there !== undefined) return there.secret;
  await sql.query('insert into sitrep.own_secret (secret) values ($1) on conflict do nothing', [randomBytes(32)]);
  const [made] = await read();
  if (made === undefined) throw new Error('the secret that was made is not there');
  return made.secret;
}
