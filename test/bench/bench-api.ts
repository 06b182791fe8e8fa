import { AppProcess } from '../harness/app-process.js';
import { compileApps, compiled } from '../harness/compiled-apps.js';

/** Our api on a database, and the bare echo beside it, each compiled and in a process of its own. */
export interface BenchApis {
  readonly api: string;
  readonly echo: string;
  readonly processes: { readonly api: AppProcess; readonly echo: AppProcess };
}

const urlOf = (app: AppProcess): string => /listening on (http:[^"\s]+)/.exec(app.lines.join('\n'))?.[1] ?? '';

/** Runs `work` beside both, and a projector where it is asked for, and ends them. */
export async function withApis(
  databaseUrl: string,
  work: (apis: BenchApis) => Promise<void>,
  { projects = false }: { readonly projects?: boolean } = {},
): Promise<void> {
  await compileApps();
  const start = (source: string, settings: NodeJS.ProcessEnv, readyLine = /listening on/): AppProcess =>
    new AppProcess({ file: compiled(source), settings, readyLine });
  const api = start('apps/api/src/main.ts', { DATABASE_URL: databaseUrl, PORT: '0' });
  const echo = start('test/bench/echo-api.ts', { PORT: '0' });
  const projector = start('apps/projector/src/main.ts', { DATABASE_URL: databaseUrl }, /following the log/);
  const all = projects ? [api, echo, projector] : [api, echo];
  try {
    await Promise.all(all.map((one) => one.start()));
    await work({ api: urlOf(api), echo: urlOf(echo), processes: { api, echo } });
  } finally {
    await Promise.all(all.map((one) => one.kill()));
  }
}

/** What a GET takes in milliseconds, to the last byte. @throws unless it is answered 200. */
export async function getMs(url: string): Promise<number> {
  const begunMs = performance.now();
  const answer = await fetch(url);
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${body}`);
  return performance.now() - begunMs;
}
