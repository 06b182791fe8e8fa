/** How a desk wants its page to look. What is left out is computed from what is reported. */
export interface DeskSettings {
  /** BCP 47 tags, the first preferred. */
  readonly languages?: readonly string[];
  /** minLon,minLat,maxLon,maxLat in degrees. */
  readonly startView?: readonly [number, number, number, number];
  readonly parties?: readonly DeskParty[];
  /** Counts that are shown first. */
  readonly pins?: readonly DeskPin[];
  /** The style of the base map, where it is not the page's own. */
  readonly styleUrl?: string;
}

/** A side that gets one of the five party colours, in order. */
export interface DeskParty {
  readonly id: string;
  /** 1 to 4 letters. */
  readonly letters?: string;
}

/** A count by its measure, group and place. */
export interface DeskPin {
  readonly measure: string;
  readonly group?: string;
  readonly place?: string;
}

/** How many parties can be told apart by colour. */
export const most_parties = 5;

type Invalid = (name: string, text: string, right: string) => Error;

/** Reads the settings of the page; `valueOf` returns a variable that is set. Throws what `invalid` makes. */
export function readDeskSettings(valueOf: (name: string) => string | undefined, invalid: Invalid): DeskSettings {
  const read = <Value>(name: string, parse: (text: string) => Value | undefined, right: string): Value | undefined => {
    const text = valueOf(name);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) throw invalid(name, text, right);
    return value;
  };
  const languages = read('SITREP_LANGUAGES', tags, 'language tags with commas between, such as en,ar');
  const startView = read('SITREP_START_VIEW', box, 'minLon,minLat,maxLon,maxLat, such as 38,34.5,43.5,37');
  const parties = read(
    'SITREP_PARTIES',
    partiesOf,
    `at most ${most_parties} actors, such as iraq:IRQ,islamic-state:IS`,
  );
  const pins = read('SITREP_PINS', pinsOf, 'measure:group:place with commas between, such as killed:civilians:mosul');
  const styleUrl = read('SITREP_STYLE_URL', address, 'a URL or a path, such as /styles/own.json');
  return {
    ...(languages && { languages }),
    ...(startView && { startView }),
    ...(parties && { parties }),
    ...(pins && { pins }),
    ...(styleUrl !== undefined && { styleUrl }),
  };
}

const slug = /^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$/;

/** The parts of a list, or undefined where one of them cannot be read. */
function listOf<Part>(text: string, read: (part: string) => Part | undefined): readonly Part[] | undefined {
  const parts = text.split(',').map((part) => read(part.trim()));
  return parts.includes(undefined) ? undefined : (parts as Part[]);
}

const tags = (text: string) =>
  listOf(text, (part) => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(part) ? part : undefined));

function box(text: string): DeskSettings['startView'] {
  const [minLon, minLat, maxLon, maxLat, ...more] = text.split(',').map((part) => Number(part.trim() || Number.NaN));
  if (minLon === undefined || minLat === undefined || maxLon === undefined || maxLat === undefined) return undefined;
  const isOnGlobe = Math.abs(minLon) <= 180 && Math.abs(maxLon) <= 180 && minLat >= -90 && maxLat <= 90;
  return more.length === 0 && isOnGlobe && minLat < maxLat ? [minLon, minLat, maxLon, maxLat] : undefined;
}

function partiesOf(text: string): readonly DeskParty[] | undefined {
  const parties = listOf(text, (part): DeskParty | undefined => {
    const [id = '', letters, ...more] = part.split(':');
    const fits = slug.test(id) && (letters === undefined || /^[\p{L}\p{N}]{1,4}$/u.test(letters)) && more.length === 0;
    return fits ? { id, ...(letters !== undefined && { letters }) } : undefined;
  });
  return parties !== undefined && parties.length <= most_parties ? parties : undefined;
}

const pinsOf = (text: string) =>
  listOf(text, (part): DeskPin | undefined => {
    const [measure = '', group = '', place = '', ...more] = part.split(':');
    const isSlugOrNone = (one: string): boolean => one === '' || slug.test(one);
    if (!slug.test(measure) || !isSlugOrNone(group) || !isSlugOrNone(place) || more.length > 0) return undefined;
    return { measure, ...(group !== '' && { group }), ...(place !== '' && { place }) };
  });

const address = (text: string): string | undefined =>
  /^\/[^/]/.test(text) || /^https?:/.test(URL.canParse(text) ? new URL(text).protocol : '') ? text : undefined;
