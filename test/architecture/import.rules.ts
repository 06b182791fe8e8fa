import { type EntryPoints, isTest, type SourceFile } from './source-tree.js';

interface Room {
  /** The rooms whose entry points it may import. */
  readonly rooms: readonly string[];
  /** The packages it may import; any when not said. Modules of Node count as packages. */
  readonly packages?: readonly string[];
  /** Files of other rooms it may import though they are no entry points. */
  readonly files?: readonly string[];
}

const libraries = [
  'libs/situation',
  'libs/platform',
  'libs/event-log',
  'libs/read-models',
  'libs/jobs',
  'libs/imports',
  'libs/editions',
  'libs/watches',
];

/** What the page is made of; `sitrep-api` is what the build generates from the description of the API. */
const pagePackages = [
  'sitrep-api',
  'react',
  'react-dom',
  'react-aria-components',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  'maplibre-gl',
  'temporal-polyfill',
  'topojson-client',
];

/** Who may import what (ARCHITECTURE.md). A file outside these rooms belongs to none and is a violation. */
export const rooms: Readonly<Record<string, Room>> = {
  'libs/situation': { rooms: [], packages: ['temporal-polyfill'] },
  'libs/platform': { rooms: [] },
  'libs/event-log': { rooms: ['libs/situation', 'libs/platform'] },
  'libs/read-models': { rooms: ['libs/situation', 'libs/platform'] },
  'libs/imports': { rooms: ['libs/situation', 'libs/platform', 'libs/event-log'] },
  'libs/jobs': { rooms: ['libs/platform'] },
  // Editions make their tables with what the migrations say.
  'libs/editions': { rooms: [...libraries, 'migrations'] },
  'libs/watches': { rooms: ['libs/situation', 'libs/platform', 'libs/event-log', 'libs/read-models', 'libs/editions'] },
  'apps/api': { rooms: libraries },
  'apps/projector': { rooms: libraries },
  // The command starts the other two in one process: the one place where apps meet.
  'apps/cli': { rooms: libraries, files: ['apps/api/src/index.ts', 'apps/projector/src/index.ts'] },
  'apps/dashboard': { rooms: [], packages: pagePackages },
  migrations: { rooms: [], packages: ['typeorm'] },
};

/** Packages that only one corner of the house may touch. */
const corners: readonly { readonly package: string; readonly within: string; readonly only: readonly string[] }[] = [
  { package: 'kafkajs', within: '', only: ['libs/event-log/src/kafka/'] },
  { package: 'pg', within: 'libs/event-log/', only: ['libs/event-log/src/postgres/'] },
  { package: 'typeorm', within: 'libs/event-log/', only: ['libs/event-log/src/postgres/'] },
];

export const roomOf = (path: string): string => {
  const [root = '', folder = ''] = path.split('/');
  return root === 'apps' || root === 'libs' ? `${root}/${folder}` : root;
};

/** What breaks the table of imports, a line each. Suites may use the harness and any package besides. */
export function importViolations(files: readonly SourceFile[], entries: EntryPoints): readonly string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const entryFiles = new Set(entries.values());
  return files.flatMap(({ path, imports }) =>
    path.startsWith('test/')
      ? []
      : imports.flatMap(({ specifier, target, line }) => {
          const reason =
            target === undefined ? packageReason(path, specifier) : fileReason(path, target, known, entryFiles);
          return reason === undefined ? [] : [`${path}:${line} imports '${specifier}': ${reason}`];
        }),
  );
}

function packageReason(path: string, specifier: string): string | undefined {
  if (isTest(path)) return undefined;
  const name = /^(node:[^/]+|@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
  const corner = corners.find((one) => one.package === name && path.startsWith(one.within));
  if (corner !== undefined && !corner.only.some((place) => path.startsWith(place)))
    return `${name} belongs into ${corner.only.join(' and ')} alone`;
  const allowed = rooms[roomOf(path)]?.packages;
  if (allowed === undefined || allowed.includes(name)) return undefined;
  return `${roomOf(path)} may import ${allowed.join(', ')} and no other package`;
}

function fileReason(
  path: string,
  target: string,
  known: ReadonlyMap<string, SourceFile>,
  entryFiles: ReadonlySet<string>,
): string | undefined {
  const [from, to] = [roomOf(path), roomOf(target)];
  // What is no code is read by its own room, and by specs.
  if (/\.(css|json)$/.test(target) && (from === to || isTest(path))) return undefined;
  const there = known.get(target);
  if (there === undefined) return 'there is no such file';
  if (to === 'test') return isTest(path) ? undefined : 'only suites use what belongs to suites';
  if (isTest(target) && !isTest(path)) return 'only suites use what belongs to suites';
  if (from === 'apps/api' && bringsTables(there)) return 'apps/api never imports a table';
  if (from === to) return undefined;
  const room = rooms[from];
  if (room === undefined) return `${from} is no room of the house`;
  if (room.files?.includes(target)) return undefined;
  if (!room.rooms.includes(to)) return `${from} may not import ${to}`;
  return entryFiles.has(target) ? undefined : `reach ${to} through its entry point`;
}

/** A table, or an entry point that passes one on. */
const bringsTables = ({ path, imports }: SourceFile): boolean =>
  path.endsWith('.table.ts') || imports.some(({ passedOn, target }) => passedOn && target?.endsWith('.table.ts'));

/** Files that import one another in a circle, a line for each circle. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const next of importsOf.get(path) ?? []) if (importsOf.has(next)) walk(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of files) walk(path, []);
  return cycles;
}
