import { arrayLiteral, asMs, timestamp } from './columns.js';

/** How one column of a table is declared, written and read. `Field` is what its rows have in it, in JavaScript. */
export interface Column<Field> {
  /** As PostgreSQL declares it. */
  readonly declared: string;
  /** The type of the parameter that it is written by. */
  readonly parameter: string;
  readonly written: (field: Field) => unknown;
  /** What is stored, given the name of the parameter. */
  readonly stored: (parameter: string) => string;
  /** What is selected, given the column. */
  readonly selected: (column: string) => string;
}

/** What the columns of a table hold, by name. */
export type Columns = Readonly<Record<string, Column<never>>>;

/** A row of a table with these columns. */
export type RowOf<Declared extends Columns> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Column<infer Field> ? Field : never;
};

const asIs = (text: string): string => text;

const column = <Field>(type: string, differing: Partial<Column<Field>> = {}): Column<Field> => ({
  declared: `${type} not null`,
  parameter: type,
  written: (field) => field,
  stored: asIs,
  selected: asIs,
  ...differing,
});

/** A column that may hold nothing. */
export const orNull = <Field>({ declared, written, ...rest }: Column<Field>): Column<Field | null> => ({
  ...rest,
  declared: declared.replace(/ not null$/, ''),
  written: (field) => (field === null ? null : written(field)),
});

export const text = <Text extends string = string>(): Column<NoInfer<Text>> => column('text');
export const uuid = (): Column<string> => column('uuid');
export const int = <Whole extends number = number>(): Column<NoInfer<Whole>> => column('int');
export const float = (): Column<number> => column('float8');
export const flag = (): Column<boolean> => column('boolean');
export const bytes = (): Column<Uint8Array> => column('bytea', { written: (field) => Buffer.from(field) });

/** A day of some place's calendar: `2017-03-08`. */
export const day = <Day extends string = string>(): Column<NoInfer<Day>> =>
  column('date', { selected: (name) => `${name}::text` });

/** An instant in milliseconds since 1970 UTC; infinite at the ends of time. */
export const instant = (): Column<number> =>
  column('timestamptz', { declared: 'timestamptz(3) not null', written: timestamp, selected: asMs });

/** Any value, as JSON. */
export const json = <Value>(): Column<NoInfer<Value>> => column('jsonb', { written: (field) => JSON.stringify(field) });

/** A list. It is written as one text, for `unnest` flattens lists of lists. */
export const list = <Text extends string = string>(of: 'text' | 'uuid' = 'text'): Column<readonly NoInfer<Text>[]> =>
  column(`${of}[]`, { parameter: 'text', written: arrayLiteral, stored: (parameter) => `${parameter}::${of}[]` });
