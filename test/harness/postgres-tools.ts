import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { giveTo, isRoot, nobody, runAs } from '../../libs/platform/src/postgres-owner.js';
import { freePort } from './kafka/loopback.js';
import { startWarden } from './process-warden.js';

const installed = '/usr/lib/postgresql';
const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'];

/** The folder of a PostgreSQL of the system with its tools, the newest; undefined where there is none from 15 on. */
export function systemPostgres(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed).filter((version) => Number(version) >= 15) : [];
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(installed, version, 'bin'));
  return folders.find((folder) => needed.every((tool) => existsSync(join(folder, tool))));
}

/** A server of the PostgreSQL of the system, which comes with the tools that the embedded one lacks. */
export class SystemPostgres {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(binaries: string): Promise<SystemPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'sitrep-system-postgres-'));
    const [cluster, port] = [join(folder, 'cluster'), await freePort()];
    const owner = isRoot() ? nobody : undefined;
    if (owner !== undefined) {
      chmodSync(folder, 0o711);
      giveTo(folder, owner);
    }
    const as = { ...runAs(owner), cwd: folder };
    execFileSync(join(binaries, 'initdb'), ['-D', cluster, '-U', 'desk', '-E', 'UTF8', '--locale=C', '-A', 'trust'], {
      ...as,
      stdio: 'pipe',
    });
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', port };
    const named = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(join(binaries, 'postgres'), ['-D', cluster, ...named], { ...as, stdio: 'ignore' });
    startWarden(child);
    const server = new SystemPostgres(folder, child, port);
    await vi.waitFor(() => server.run('postgres', 'select 1'), { timeout: 30_000, interval: 100 });
    return server;
  }

  /** Makes an empty database, and returns its url. */
  async database(name: string): Promise<string> {
    await this.run('postgres', `create database ${name}`);
    return this.urlOf(name);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private urlOf(name: string): string {
    return `postgres://desk@127.0.0.1:${this.port}/${name}`;
  }

  private async run(database: string, statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}
