import {
  foldIdentity,
  isDay,
  isInstant,
  isLanguageTag,
  isMoment,
  isTimeZone,
  instantPattern,
  languageTagPattern,
  longest_language_tag,
  most_positions,
  polygonFaults,
  readBoundingBox,
  slugPattern,
} from '#situation';
import { uuidPattern } from '#event-log';
import { pointerTo } from './rejected.js';

/** What is wrong at a place below the field (`''` is the field itself), and what would be right. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** The shape of one field: its OpenAPI schema, and the check of a value that was sent. */
export interface FieldKind {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly faultsOf: (value: unknown) => readonly Fault[];
}

function textThat(
  schema: FieldKind['schema'],
  code: string,
  advice: string,
  holds: (value: string) => boolean,
): FieldKind {
  const faults: readonly Fault[] = [{ pointer: '', code, detail: advice }];
  return {
    schema: { type: 'string', ...schema },
    faultsOf: (value) => (typeof value === 'string' && holds(value) ? [] : faults),
  };
}

/** Control characters other than tab and line breaks: no person types them. */
const control = /(?![\t\r\n])\p{Cc}/u;

/** Text for people: not blank, at most `max` characters, no control characters. */
export const text = (max: number): FieldKind =>
  textThat(
    { minLength: 1, maxLength: max },
    'not_text',
    `Send text of 1 to ${max} characters, not only spaces and without control characters.`,
    (value) => value.trim() !== '' && [...value].length <= max && !control.test(value),
  );

/** What something is called: one line in which something can be seen. */
export const name = (max: number): FieldKind =>
  textThat(
    { minLength: 1, maxLength: max },
    'not_text',
    `Send a name of 1 to ${max} characters, at least one that can be seen, without line breaks and control characters.`,
    (value) => foldIdentity(value) !== '' && [...value].length <= max && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value),
  );

/** The key of an incident. Clients cut "." and ".." out of an address, so that an incident of that key could not be read. */
export const incidentKey: FieldKind = textThat(
  { minLength: 1, maxLength: 200 },
  'not_text',
  'Send a key of 1 to 200 characters, not only spaces, without control characters, and not "." or "..".',
  (value) => value.trim() !== '' && [...value].length <= 200 && !control.test(value) && !/^\.\.?$/.test(value),
);

/** Text of one pattern; `what` says what it is, as in "Send …". */
export const textMatching = (pattern: RegExp, what: string): FieldKind =>
  textThat({ pattern: pattern.source }, 'not_understood', `Send ${what}.`, (value) => pattern.test(value));

export const slug: FieldKind = textThat(
  { pattern: slugPattern.source, maxLength: 64 },
  'not_a_slug',
  'Send a slug: lower-case letters, digits and hyphens, at most 64, with no hyphen at either end, such as "mosul".',
  (value) => slugPattern.test(value),
);

export const uuid: FieldKind = textThat(
  { format: 'uuid' },
  'not_a_uuid',
  'Send a UUID, such as "0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e".',
  (value) => uuidPattern.test(value),
);

export const day: FieldKind = textThat(
  { format: 'date' },
  'not_a_day',
  'Send a day of the calendar, such as "2017-03-07".',
  isDay,
);

const instantAdvice = 'an instant with its offset, to the millisecond at most, such as "2017-03-07T18:00+03:00"';

/** Seconds may be left out, which `date-time` of JSON Schema does not allow. */
const instantSchema = { pattern: instantPattern.source };

export const instant: FieldKind = textThat(instantSchema, 'not_an_instant', `Send ${instantAdvice}.`, isInstant);

export const instantOrNever: FieldKind = textThat(
  {
    anyOf: [
      { type: 'string', ...instantSchema },
      { type: 'string', enum: ['never'] },
    ],
  },
  'not_an_instant',
  `Send ${instantAdvice}, or "never".`,
  (value) => value === 'never' || isInstant(value),
);

const momentSchema = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', ...instantSchema },
  ],
};

export const moment: FieldKind = textThat(
  momentSchema,
  'not_a_moment',
  `Send a day, such as "2017-03-07", or ${instantAdvice}.`,
  isMoment,
);

export const momentOrOpen: FieldKind = textThat(
  { anyOf: [...momentSchema.anyOf, { type: 'string', enum: ['open'] }] },
  'not_a_moment',
  `Send a day, such as "2017-03-07", or ${instantAdvice}, or "open" when the start is not known.`,
  (value) => value === 'open' || isMoment(value),
);

export const timeZone: FieldKind = textThat(
  {},
  'not_a_time_zone',
  'Send the name of a time zone of the IANA database, such as "Asia/Baghdad".',
  isTimeZone,
);

export const languageTag: FieldKind = textThat(
  { pattern: languageTagPattern.source, maxLength: longest_language_tag },
  'not_a_language',
  'Send the tag of a language by BCP 47, such as "ar", or "ku-Latn" where the script matters.',
  isLanguageTag,
);

export const boundingBox: FieldKind = textThat(
  {},
  'not_a_box',
  'Send minLon,minLat,maxLon,maxLat in degrees, longitudes from -180 to 180 and latitudes from -90 to 90, the lesser ' +
    'latitude first, such as 38,34.5,43.5,37. West of the antimeridian to east of it: 177,-20,-178,-15.',
  (value) => readBoundingBox(value) !== undefined,
);

/** A GeoJSON Polygon. */
export const polygon: FieldKind = {
  schema: {
    type: 'object',
    required: ['type', 'coordinates'],
    properties: {
      type: { type: 'string', enum: ['Polygon'], description: 'The kind of geometry.' },
      coordinates: {
        type: 'array',
        minItems: 1,
        description: `Rings: the outline, then holes; at most ${most_positions} positions together.`,
        items: {
          type: 'array',
          minItems: 4,
          items: { type: 'array', minItems: 2, maxItems: 3, items: { type: 'number' } },
        },
      },
    },
  },
  faultsOf: polygonFaults,
};

export const flag: FieldKind = {
  schema: { type: 'boolean' },
  faultsOf: (value) =>
    typeof value === 'boolean' ? [] : [{ pointer: '', code: 'not_a_flag', detail: 'Send true or false.' }],
};

/** One of some words or numbers. */
export function oneOf(values: readonly (string | number)[]): FieldKind {
  const detail = `Send one of: ${values.join(', ')}.`;
  return {
    schema: { type: typeof values[0] === 'number' ? 'integer' : 'string', enum: [...values] },
    faultsOf: (value) =>
      (values as readonly unknown[]).includes(value) ? [] : [{ pointer: '', code: 'not_one_of', detail }],
  };
}

/** One of some words, which a body may also have as JSON has them: true for "true", 2 for "2". See `QueryWord`. */
export function word(values: readonly string[]): FieldKind {
  const inJson = values.filter((value) => /^(true|\d+)$/.test(value)).map((value) => JSON.parse(value) as unknown);
  const kind = oneOf(values);
  const type = typeof inJson[0] === 'number' ? 'integer' : 'boolean';
  return { ...kind, schema: { anyOf: [kind.schema, { type, enum: inJson }] } };
}

/** A number that JSON and JavaScript agree on. What it may be is a question of meaning. */
export const number: FieldKind = {
  schema: { type: 'number' },
  faultsOf: (value) =>
    Number.isFinite(value) ? [] : [{ pointer: '', code: 'not_a_number', detail: 'Send a number, not in quotes.' }],
};

/** A number between two limits, both included. */
export function numberBetween(min: number, max: number): FieldKind {
  const detail = `Send a number from ${min} to ${max}.`;
  return {
    schema: { type: 'number', minimum: min, maximum: max },
    faultsOf: (value) =>
      typeof value === 'number' && value >= min && value <= max ? [] : [{ pointer: '', code: 'not_in_range', detail }],
  };
}

/** A whole number between two limits, both included and both safe integers. */
export function wholeNumber(min: number, max: number): FieldKind {
  const detail = `Send a whole number from ${min} to ${max}.`;
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    faultsOf: (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
        ? []
        : [{ pointer: '', code: 'not_in_range', detail }],
  };
}

/** A list of at most `max` values of one kind. */
export function listOf(kind: FieldKind, max: number): FieldKind {
  return {
    schema: { type: 'array', items: kind.schema, maxItems: max },
    faultsOf: (value) =>
      listFaults(value, max) ?? (value as unknown[]).flatMap((item, index) => below(index, faultsOfItem(kind, item))),
  };
}

/** One value of a kind, or a list of 1 to `max` of them. */
export const oneOrMore = (kind: FieldKind, max: number): FieldKind => ({
  schema: { oneOf: [kind.schema, { ...listOf(kind, max).schema, minItems: 1 }] },
  faultsOf: (value) => {
    if (!Array.isArray(value)) return faultsOfItem(kind, value);
    const empty: Fault = { pointer: '', code: 'too_few', detail: 'Name at least one, or leave it out.' };
    return value.length === 0 ? [empty] : listOf(kind, max).faultsOf(value);
  },
});

/** An object; its fields are checked by the class that describes it. */
export const object: FieldKind = {
  schema: {},
  faultsOf: (value) =>
    isObject(value) ? [] : [{ pointer: '', code: 'not_an_object', detail: 'Send an object, { … }.' }],
};

/** A list of at most `max` objects; their fields are checked by the class that describes them. */
export const listOfObjects = (max: number): FieldKind => ({ ...listOf(object, max), schema: { maxItems: max } });

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nullFault: Fault = { pointer: '', code: 'null', detail: 'Leave it out when it is not known; null is not taken.' };

/** The faults of a value that may or must be sent. */
export function faultsOfField(kind: FieldKind, value: unknown, required: boolean): readonly Fault[] {
  if (value === undefined) {
    return required ? [{ pointer: '', code: 'missing', detail: `It is required. ${exampleOf(kind)}`.trim() }] : [];
  }
  return faultsOfItem(kind, value);
}

const faultsOfItem = (kind: FieldKind, value: unknown): readonly Fault[] =>
  value === null ? [nullFault] : kind.faultsOf(value);

/** The advice that a kind gives on a value that it never takes. */
const exampleOf = (kind: FieldKind): string => kind.faultsOf(Symbol.iterator)[0]?.detail ?? '';

function listFaults(value: unknown, max: number): readonly Fault[] | undefined {
  if (!Array.isArray(value)) return [{ pointer: '', code: 'not_a_list', detail: 'Send a list, [ … ].' }];
  if (value.length > max) return [{ pointer: '', code: 'too_many', detail: `Send at most ${max}.` }];
  return undefined;
}

const below = (index: number, faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => ({ ...fault, pointer: pointerTo(index) + fault.pointer }));
