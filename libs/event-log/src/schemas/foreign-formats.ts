import { languageTagPattern, longest_language_tag, slugPattern } from '#situation';
import type { Schema } from './shapes.js';

const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const date = '([1-8]\\d{3}|9000)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const time = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,3})?)?';
const offset = '(Z|[+-](0\\d|1[0-8]):[0-5]\\d)';

interface ForeignFormat {
  readonly name: string;
  readonly definition: Schema;
}

/**
 * What our formats mean to a validator that does not know them, by format. A pattern lets through all that the format
 * lets through; what it cannot say, its description does.
 */
const foreignFormats: Readonly<Record<string, ForeignFormat>> = {
  slug: {
    name: 'slug',
    definition: {
      type: 'string',
      pattern: slugPattern.source,
      description: 'Lower case letters, digits and hyphens; begins and ends with a letter or digit; at most 64.',
    },
  },
  uuid: {
    name: 'uuid',
    definition: {
      type: 'string',
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      description: 'A UUID of any version, in lower case.',
    },
  },
  day: {
    name: 'day',
    definition: {
      type: 'string',
      pattern: `^${date}$`,
      description:
        'A calendar day of the years 1000 to 9000, without a zone: the local day of the place it speaks of. ' +
        'A day that the month does not have, such as 2017-02-30, is refused too.',
    },
  },
  instant: {
    name: 'instant',
    definition: {
      type: 'string',
      pattern: `^${date}T${time}${offset}$`,
      description:
        'A point in time by RFC 3339 with its offset; seconds may be left out, milliseconds at most. ' +
        'A day that the month does not have is refused too.',
    },
  },
  moment: {
    name: 'moment',
    definition: {
      anyOf: [reference('day'), reference('instant')],
      description: 'A day where no hour is known, an instant where one is.',
    },
  },
  language: {
    name: 'language',
    definition: {
      type: 'string',
      maxLength: longest_language_tag,
      pattern: languageTagPattern.source,
      description: 'A language by BCP 47, with its script or region where that matters, such as ar or ku-Latn.',
    },
  },
  'time-zone': {
    name: 'timeZone',
    definition: {
      type: 'string',
      maxLength: 64,
      pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
      description: 'The name of a zone in the IANA time zone database, such as Asia/Baghdad.',
    },
  },
};

/** The same schema for everybody: each of our formats is a reference to a definition, and the definitions come along. */
export function withForeignFormats(schema: Schema): Schema {
  const used = new Map<string, Schema>();
  const rewritten = rewrite(schema, used) as Schema;
  return { ...rewritten, $defs: Object.fromEntries([...used].sort(([a], [b]) => a.localeCompare(b))) };
}

function rewrite(part: unknown, used: Map<string, Schema>): unknown {
  if (Array.isArray(part)) return part.map((each) => rewrite(each, used));
  if (typeof part !== 'object' || part === null) return part;
  const { type, format, ...others } = part as Schema;
  if (type === 'string' && typeof format === 'string') return { ...define(format, used), ...others };
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rewrite(value, used)]));
}

function define(format: string, used: Map<string, Schema>): Schema {
  const foreign = foreignFormats[format];
  if (foreign === undefined) throw new Error(`The format "${format}" has no meaning for foreign validators yet.`);
  used.set(foreign.name, foreign.definition);
  if (format === 'moment') for (const part of ['day', 'instant']) define(part, used);
  return reference(foreign.name);
}
