import type { Columns, RowOf } from './column.js';
import { type EditionTables, inSlices } from './columns.js';

/**
 * From which step of a full build on a key or an index is there: `facts` ones from the beginning, for they settle doubles;
 * the others once the rows that they are about are written, which costs a fraction of keeping them row by row.
 */
export type IndexStage = 'facts' | 'reports' | 'keys' | 'indexes';

export interface TableIndex {
  /** Its name goes behind that of the table. */
  readonly by: string;
  /** What follows the name of the table: `(place_id)`. */
  readonly on: string;
  readonly stage?: IndexStage;
}

export interface TableParts<Name extends string> {
  /** The columns of the primary key, its first one first. */
  readonly key: readonly Name[];
  readonly keyStage?: IndexStage;
  readonly indexes?: readonly TableIndex[];
  readonly checks?: readonly string[];
  /** A column whose values are keys of another table. */
  readonly refersTo?: { readonly column: Name; readonly table: string };
}

/** One statement that makes a key or an index, and one that takes it away. `{schema}` stands for the edition's schema. */
export interface MadeIndex {
  readonly stage: IndexStage;
  readonly create: string;
  readonly drop: string;
}

/**
 * A table of an edition, described once: how it is declared, how its rows are written and read, and what tells them apart.
 * An edition never migrates: when a table changes, so does `projection_version`, and a new edition is built beside the old.
 */
export class Table<Declared extends Columns = Columns> {
  /** The columns of its key. */
  readonly key: readonly string[];
  private readonly parts: TableParts<string>;

  constructor(
    readonly name: string,
    readonly columns: Declared,
    parts: TableParts<keyof Declared & string>,
  ) {
    this.parts = parts;
    this.key = parts.key;
  }

  /** The statement that makes it, without key and indexes. */
  get declaration(): string {
    const columns = Object.entries(this.columns).map(([name, { declared }]) => `${name} ${declared}`);
    const checks = (this.parts.checks ?? []).map((check) => `check (${check})`);
    return `create table {schema}.${this.name} (${[...columns, ...checks].join(', ')})`;
  }

  /** Its key and its indexes, in the order in which they are made. */
  get indexes(): readonly MadeIndex[] {
    const { keyStage = 'indexes', indexes = [], refersTo } = this.parts;
    const constraint = (stage: IndexStage, suffix: string, definition: string): MadeIndex => ({
      stage,
      create: `alter table {schema}.${this.name} add constraint ${this.name}_${suffix} ${definition}`,
      drop: `alter table {schema}.${this.name} drop constraint if exists ${this.name}_${suffix}`,
    });
    return [
      constraint(keyStage, 'key', `primary key (${this.key.join()})`),
      ...(refersTo === undefined
        ? []
        : [
            constraint(
              'indexes',
              refersTo.table,
              // Looked at in the end: an event can give way before the versions that it made.
              `foreign key (${refersTo.column}) references {schema}.${refersTo.table} deferrable initially deferred`,
            ),
          ]),
      ...indexes.map(({ by, on, stage = 'indexes' }) => ({
        stage,
        create: `create index ${this.name}_by_${by} on {schema}.${this.name} ${on}`,
        drop: `drop index if exists {schema}.${this.name}_by_${by}`,
      })),
    ];
  }

  /** The table of an edition, for a statement. */
  in(schema: string): string {
    return `"${schema}".${this.name}`;
  }

  /** Selects the columns of `row`, so that what comes back is a row of this table. */
  selected(row: string): string {
    return Object.entries(this.columns)
      .map(([name, { selected }]) => `${selected(`${row}.${name}`)} ${name}`)
      .join();
  }

  /** The statement that stores rows of which none is stored, with parameters from this one on. */
  inserting(schema: string, firstParameter = 1): string {
    const stored = Object.entries(this.columns).map(([name, column]) => column.stored(name));
    const names = Object.keys(this.columns);
    return `insert into ${this.in(schema)} (${names.join()}) select ${stored.join()} from ${this.given(names, firstParameter)}`;
  }

  /** Stores rows of which none is stored, many in a statement. */
  async insert({ sql, schema }: EditionTables, rows: readonly RowOf<Declared>[]): Promise<void> {
    await inSlices(rows, async (slice) => {
      await sql.query(this.inserting(schema), this.parameters(slice));
    });
  }

  /** The statement that stores rows; of those whose key is stored already only the ones that are to replace what is there. */
  upserting(schema: string, replaces: string, answering: string): string {
    const entries = Object.entries(this.columns);
    const others = Object.keys(this.columns).filter((name) => !this.key.includes(name));
    return `insert into ${this.in(schema)} as stored (${Object.keys(this.columns).join()})
      select ${entries.map(([name, column]) => column.stored(name)).join()} from ${this.given()}
      on conflict (${this.key.join()}) do update
        set (${others.join()}) = (${others.map((name) => `excluded.${name}`).join()}) where ${replaces}
      returning ${answering}`;
  }

  /** Deletes the stored rows that have the keys of these. */
  async delete({ sql, schema }: EditionTables, rows: readonly RowOf<Declared>[]): Promise<void> {
    await inSlices(rows, async (slice) => {
      await sql.query(
        `delete from ${this.in(schema)} stored using ${this.given(this.key)} where ${this.isSame}`,
        this.parameters(slice, this.key),
      );
    });
  }

  /** Gives the stored rows that have the keys of these their values in the named columns. */
  async update(
    { sql, schema }: EditionTables,
    names: readonly string[],
    rows: readonly RowOf<Declared>[],
  ): Promise<void> {
    const all = [...this.key, ...names];
    await inSlices(rows, async (slice) => {
      await sql.query(
        `update ${this.in(schema)} stored set ${names.map((name) => `${name} = ${this.columns[name]?.stored(`r.${name}`)}`).join()}
         from ${this.given(all)} where ${this.isSame}`,
        this.parameters(slice, all),
      );
    });
  }

  private get isSame(): string {
    return this.key.map((name) => `stored.${name} = r.${name}`).join(' and ');
  }

  /** Parameters as rows `r`. */
  private given(names: readonly string[] = Object.keys(this.columns), firstParameter = 1): string {
    const arrays = names.map((name, index) => `$${index + firstParameter}::${this.columns[name]?.parameter}[]`);
    return `unnest(${arrays.join()}) r (${names.join()})`;
  }

  /** The rows as parameters of its statements, a list a column. */
  parameters(
    rows: readonly RowOf<Declared>[],
    names: readonly string[] = Object.keys(this.columns),
  ): readonly (readonly unknown[])[] {
    return names.map((name) => {
      const written = this.columns[name]?.written as (field: unknown) => unknown;
      return rows.map((row) => written(row[name]));
    });
  }
}
