import { roleNames } from './access/scopes.js';

/** How much of a report is shown to a reader whose clearance lies below its level. */
export interface PublicView {
  /** Kinds of places that may be named: each place is replaced by the nearest of these kinds around it. None: no place. */
  readonly place: readonly string[];
  /** The period that a moment is widened to. */
  readonly time: (typeof viewedTimes)[number];
  /** `kind`: how the first voice is named (an institution, unnamed, …); `none`: nothing. */
  readonly source: (typeof viewedSources)[number];
  /** `range`: a number becomes its power of ten, 10 to 99; `none`: no number. */
  readonly count: (typeof viewedCounts)[number];
}

/** Who may read which reports, and what everybody else sees of them. */
export interface SensitivitySettings {
  /** The levels, the least sensitive first. */
  readonly levels: readonly string[];
  /** The level of a report that names none. */
  readonly standard: string;
  /** Up to which level each role reads; `anonymous`, and what `watches` and `sql` show, beside the roles. */
  readonly clearances: Readonly<Record<string, string>>;
  /** The least level of all reports of an outlet, and of those that name a place, whose position it hides, too. */
  readonly outlets: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, string>>;
  readonly view: PublicView;
}

const viewedTimes = ['day', 'week', 'month', 'year'] as const;
const viewedSources = ['none', 'kind'] as const;
const viewedCounts = ['none', 'range'] as const;

/** Those that read and are no role: without a key, by messages that leave the server, by SQL. */
const otherReaders = ['anonymous', 'watches', 'sql'] as const;

const default_levels = ['open', 'internal', 'restricted', 'secret'];
const default_clearances = { reader: 'internal', reporter: 'internal', editor: 'restricted', analyst: 'restricted' };
const level_shape = /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/;
const most_levels = 10;

export const default_sensitivity: SensitivitySettings = settingsOf({});

interface Variables {
  readonly secret: (name: string) => string | undefined;
  readonly invalid: (name: string, text: string, right: string) => Error;
}

/** Reads `SITREP_SENSITIVITY`, a JSON object, or the file that `SITREP_SENSITIVITY_FILE` names. Throws what `invalid` makes. */
export function readSensitivitySettings({ secret, invalid }: Variables): SensitivitySettings | undefined {
  const name = 'SITREP_SENSITIVITY';
  const text = secret(name);
  if (text === undefined) return undefined;
  try {
    return settingsOf(JSON.parse(text));
  } catch (error) {
    const why = error instanceof NotMeant ? error.message : 'JSON';
    throw invalid(name, text.slice(0, 200), `an object such as {"levels": ["open", "secret"]}: ${why}`);
  }
}

/** What is wrong with the settings, as "POINTER must be …". */
class NotMeant extends Error {}

type Given = Readonly<Record<string, unknown>>;

function settingsOf(given: unknown): SensitivitySettings {
  const all = objectAt('', given, ['levels', 'default', 'clearances', 'outlets', 'places', 'view']);
  const levels = levelsOf(all['levels'] ?? default_levels);
  const [least = '', most = ''] = [levels[0], levels.at(-1)];
  const levelAt = (pointer: string, level: unknown): string => oneAt(pointer, level, levels);
  const levelsAt = (pointer: string, value: unknown, names?: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(objectAt(pointer, value ?? {}, names)).map(([one, level]) => [
        one,
        levelAt(`${pointer}/${one}`, level),
      ]),
    );
  const usual = all['levels'] === undefined ? default_clearances : {};
  const readers = [...roleNames, ...otherReaders];
  const lowest = Object.fromEntries(readers.map((reader) => [reader, least]));
  return {
    levels,
    standard: levelAt('/default', all['default'] ?? least),
    clearances: { ...lowest, ...usual, admin: most, ...levelsAt('/clearances', all['clearances'], readers) },
    outlets: levelsAt('/outlets', all['outlets']),
    places: levelsAt('/places', all['places']),
    view: viewOf(all['view'] ?? {}),
  };
}

function viewOf(given: unknown): PublicView {
  const view = objectAt('/view', given, ['place', 'time', 'source', 'count']);
  const kinds = view['place'] ?? ['governorate', 'region', 'country'];
  if (!Array.isArray(kinds) || !kinds.every((kind) => typeof kind === 'string' && /^[a-z]{1,32}$/.test(kind)))
    throw new NotMeant('/view/place must be a list of kinds of places, such as ["governorate", "country"]');
  return {
    place: kinds as readonly string[],
    time: oneAt('/view/time', view['time'] ?? 'month', viewedTimes),
    source: oneAt('/view/source', view['source'] ?? 'none', viewedSources),
    count: oneAt('/view/count', view['count'] ?? 'none', viewedCounts),
  };
}

function levelsOf(given: unknown): readonly string[] {
  const isRight =
    Array.isArray(given) &&
    given.length > 0 &&
    given.length <= most_levels &&
    new Set(given).size === given.length &&
    given.every((level) => typeof level === 'string' && level_shape.test(level));
  if (isRight) return given as readonly string[];
  throw new NotMeant(`/levels must be 1 to ${most_levels} different slugs, the least sensitive first`);
}

function objectAt(pointer: string, given: unknown, names?: readonly string[]): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new NotMeant(`${pointer === '' ? 'it' : pointer} must be an object`);
  const unknown = names && Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return given as Given;
  throw new NotMeant(`${pointer}/${unknown} is not known; it must be one of ${names?.join(', ')}`);
}

function oneAt<Choice extends string>(pointer: string, given: unknown, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === given);
  if (chosen !== undefined) return chosen;
  throw new NotMeant(`${pointer} must be one of ${choices.join(', ')}`);
}
