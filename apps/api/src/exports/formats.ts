import { Rejected } from '../http/rejected.js';

/** The formats that lists are given in, and the media type of each. JSON, page by page, is the default. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type Format = keyof typeof mediaTypes;

/** Every format but the pages themselves. */
export type FileFormat = Exclude<Format, 'json'>;

const isFormat = (text: string): text is Format => Object.hasOwn(mediaTypes, text);

/** @throws {Rejected} `not_acceptable` if no such format is made of this list. */
export function formatNamed(text: string, made: readonly Format[]): Format {
  if (isFormat(text) && made.includes(text)) return text;
  throw notAcceptable(`format is ${text.slice(0, 64)}`, made, 'format');
}

interface Preference {
  readonly type: string;
  readonly weight: number;
}

/**
 * Returns the format that an `Accept` header prefers (RFC 9110, 12.5.1); of equal ones the first of `made`. Without the
 * header that is JSON.
 *
 * @throws {Rejected} `not_acceptable` if the header takes none of them.
 */
export function formatAccepted(accept: string | undefined, made: readonly Format[]): Format {
  const best = mostAccepted(accept ?? '', mediaTypes, made);
  if (best !== undefined) return best;
  throw notAcceptable(`Accept is ${accept?.slice(0, 200)}`, made);
}

/**
 * Returns which of these formats an `Accept` header prefers, of equal ones and without a header the first; undefined if it
 * takes none of them.
 */
export function mostAccepted<Name extends string>(
  accept: string,
  types: Readonly<Record<Name, string>>,
  made: readonly Name[],
): Name | undefined {
  if (accept.trim() === '') return made[0];
  const preferences = accept.split(',').map(preferenceOf);
  const weighed = made.map((format) => ({ format, weight: weightOf(types[format], preferences) }));
  const best = weighed.reduce((one, other) => (other.weight > one.weight ? other : one));
  return best.weight > 0 ? best.format : undefined;
}

function preferenceOf(range: string): Preference {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = Number(quality ?? 1);
  return { type, weight: Number.isFinite(weight) ? weight : 0 };
}

/** The weight of the most specific range that covers the type. */
function weightOf(type: string, preferences: readonly Preference[]): number {
  const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const range of ranges) {
    const found = preferences.find((one) => one.type === range);
    if (found !== undefined) return found.weight;
  }
  return 0;
}

function notAcceptable(received: string, made: readonly Format[], parameter?: string): Rejected {
  const detail = `${received}. This list is made as: ${made.join(', ')}. Send format=csv or Accept: text/csv, for example.`;
  const violations = parameter === undefined ? [] : [{ parameter, code: 'not_one_of', detail }];
  return new Rejected('not_acceptable', detail, violations);
}
