import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { parse } from 'yaml';
import { compositionIn, root, textOf } from './harness/docker-files.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { type SqlReader, sqlReader } from './harness/sql-reader.js';

interface Target {
  readonly rawSql: string;
  readonly format: 'table' | 'time_series';
  readonly datasource: { readonly uid: string; readonly type: string };
}
interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly current: { readonly value: string | readonly string[] };
}
interface Dashboard {
  readonly uid: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly Variable[] };
  readonly panels: readonly { readonly title: string; readonly targets: readonly Target[] }[];
}

const folder = 'docker/grafana/dashboards';
const dashboards = readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(textOf(`${folder}/${name}`)) as Dashboard);
const panels = dashboards.flatMap((board) =>
  board.panels.map((panel) => [board.uid, panel.title, board, panel] as const),
);

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** What Grafana sends: its two macros of time, and variables as texts of SQL. */
const filledIn = (sql: string, { time, templating }: Dashboard): string =>
  sql
    .replaceAll('$__timeFrom()', quoted(time.from))
    .replaceAll('$__timeTo()', quoted(time.to))
    .replace(/\$\{(\w+):sqlstring\}/g, (_, name: string) => {
      const variable = templating.list.find((one) => one.name === name);
      if (variable === undefined) throw new Error(`there is no variable ${name}`);
      return [variable.current.value].flat().map(quoted).join(',');
    });

describe('the dashboards of Grafana', () => {
  let sitrep: RunningSitrep;
  let reader: SqlReader;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await recordCampaign(sitrep);
    reader = await sqlReader(sitrep);
  });
  afterAll(async () => {
    await reader.close();
    await sitrep.stop();
  });

  it.each(panels)('%s: "%s" shows rows of the sample', async (_uid, _title, board, { targets }) => {
    for (const { rawSql, format, datasource } of targets) {
      const sql = filledIn(rawSql, board);
      expect(sql).not.toContain('$');
      const rows = await reader.rows<Record<string, unknown>>(sql);
      expect(rows.length).toBeGreaterThan(0);
      expect(datasource).toEqual({ uid: source.uid, type: source.type });
      if (format === 'table') continue;
      for (const { time, metric, value } of rows)
        expect([time instanceof Date, typeof metric, Number.isFinite(Number(value))]).toEqual([true, 'string', true]);
    }
  });

  it('offer what there is to choose from', async () => {
    for (const { query } of dashboards.flatMap((board) => board.templating.list).filter(({ type }) => type === 'query'))
      expect((await reader.rows(query)).length).toBeGreaterThan(2);
  });

  it('are two, with ids of their own, and are found where the composition puts them', () => {
    expect(dashboards.map(({ uid }) => uid).sort()).toEqual(['sitrep-counts', 'sitrep-situation']);
    const { grafana, reader: login } = compositionIn('docker/compose.yaml').services;
    for (const mount of [...grafana!.volumes!, ...login!.volumes!])
      expect(existsSync(join(root, 'docker', mount.split(':')[0]!)), mount).toBe(true);
    expect(source.secureJsonData.password).toBe('$SITREP_READER_PASSWORD');
    expect(Object.keys(grafana!.environment!)).toContain('SITREP_READER_PASSWORD');
  });

  const hasPsql = spawnSync('psql', ['--version']).status === 0;
  it.skipIf(!hasPsql && process.env.CI !== 'true')('read with a login that psql makes, once and again', async () => {
    const [here] = await sitrep.database.query<{ name: string }>('select current_database() as name');
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${here!.name}`;
    const arguments_ = ['-v', 'ON_ERROR_STOP=1', '-v', `password=it's`, '-f', join(root, 'docker/grafana/reader.sql')];
    for (let turn = 0; turn < 2; turn += 1) {
      const { status, stderr } = spawnSync('psql', [url.href, ...arguments_], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    }
    url.username = source.user;
    url.password = encodeURIComponent(`it's`);
    const read = spawnSync('psql', [url.href, '-Atc', 'select count(*) > 50 from sitrep.places'], { encoding: 'utf8' });
    expect(read.stdout.trim(), read.stderr).toBe('t');
    const write = spawnSync('psql', [url.href, '-c', 'create temp table x ()'], { encoding: 'utf8' });
    expect(write.stderr).toContain('read-only');
    await sitrep.database.query(`drop role ${source.user}`);
  });
});

interface Source {
  readonly uid: string;
  readonly type: string;
  readonly user: string;
  readonly secureJsonData: { readonly password: string };
}
const [source] = (parse(textOf('docker/grafana/datasources/sitrep.yaml')) as { datasources: [Source] }).datasources;
