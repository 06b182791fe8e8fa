import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root, sourceOf, textOf } from './harness/docker-files.js';

const dockerfile = textOf('docker/Dockerfile');

describe('the image', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? '';

  it('is made from an exactly named base, the same for building and running', () => {
    expect(/^ARG NODE_IMAGE=(.+)$/m.exec(dockerfile)?.[1]).toMatch(/^node:22\.\d+\.\d+-\w+-slim$/);
    expect(stages.map((stage) => stage.split(/\s/)[0])).toEqual(stages.map(() => '${NODE_IMAGE}'));
  });

  it('holds what the lock file names, without what only development needs', () => {
    expect(dockerfile).not.toMatch(/npm (install|i) /);
    expect(dockerfile.match(/RUN npm ci .*/g)).toHaveLength(2);
    const from = /COPY --from=(\w+) \/app\/node_modules/.exec(last)?.[1];
    expect(stages.find((stage) => stage.split('\n')[0]?.endsWith(` AS ${from}`))).toMatch(/npm ci --omit=dev /);
  });

  it('does not run as root', () => {
    const users = [...last.matchAll(/^USER (\S+)$/gm)].map(([, user]) => user);
    expect(users).toHaveLength(1);
    expect(users[0]).not.toMatch(/^(root|0)(:|$)/);
  });

  it('copies only what is there and what the ignore file lets through', () => {
    const letThrough = textOf('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !letThrough.includes(path) || !existsSync(join(root, path)))).toEqual([]);
  });

  it('starts the api', () => {
    const [, program] = JSON.parse(/^CMD (\[.*\])$/m.exec(last)?.[1] ?? '[]') as string[];
    expect(program).toBe('dist/apps/api/src/main.js');
    expect(existsSync(join(root, sourceOf(program!)))).toBe(true);
  });

  it.each([
    ['healthy while /livez answers', 200, 0],
    ['sick when /livez complains', 503, 1],
  ])('is %s', async (_, status, expected) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await healthOf((server.address() as AddressInfo).port)).toBe(expected);
      expect(asked).toEqual(['/livez']);
    } finally {
      server.close();
    }
  });

  it('is sick when nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await healthOf(port)).toBe(1);
  });

  /** Runs the health check of the image as Docker would; answers its exit code. */
  async function healthOf(port: number): Promise<number> {
    const [program, ...args] = JSON.parse(/HEALTHCHECK [^[]*(\[.*\])$/m.exec(last)?.[1] ?? '[]') as string[];
    expect(program).toBe('node');
    const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  }
});
