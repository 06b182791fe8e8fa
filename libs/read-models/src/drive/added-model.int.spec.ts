import { canonical, groupBy, type Layer, type Model, plainHistory, Sides } from '#situation';
import { Database } from '#platform';
import { amendedCampaign } from '../../../../test/harness/amended-campaign.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { factsOf } from '../../../../test/harness/recorded-events.js';
import { models } from '../models/models.js';
import { list, text } from '../table/column.js';
import type { EditionTables } from '../table/columns.js';
import { boundsOf, rectangle_columns, rectangleOf, SpanTable } from '../table/spans.table.js';
import {
  columnsOfStatement,
  type Statement,
  statement_columns,
  statementOf,
  StatementTable,
} from '../table/statements.table.js';
import { Table } from '../table/table.js';
import { loadFacts } from './bulk/load-facts.js';
import { buildStepsFor } from './bulk/build-steps.js';
import { createReadModels } from './declare.table.js';
import { plainFact } from './plain-fact.js';
import { type ExpectedRow, type KeptPart, walksFor } from './plain.js';
import { project } from './project.js';
import type { ReadModel } from './read-model.js';

/** An outlet speaks of a place. */
interface Mention extends Statement {
  readonly ordinal: number;
  readonly place: string;
  readonly outlet: string;
}

const always = { fromMs: -Infinity, toMs: Infinity };
const outletsOf = (standing: readonly Mention[]): readonly string[] =>
  [...new Set(standing.map(({ outlet }) => outlet))].sort();

/** Which outlets speak of a place. */
const attentionModel: Model<Mention, readonly string[]> = {
  identityOf: (outlets) => outlets.join(),
  layer: (standing): readonly Layer<readonly string[]>[] =>
    standing.length === 0
      ? []
      : [
          {
            lane: '',
            answers: [{ ...always, value: outletsOf(standing) }],
            supports: [...new Set(standing.map(({ reportId }) => reportId))].map((value) => ({ ...always, value })),
          },
        ],
  history: (claims, reading, since) => plainHistory(attentionModel, claims, reading, since),
};

const attention: ReadModel<Mention, readonly string[]> = {
  name: 'attention',
  model: attentionModel,
  statements: ({ versions }) =>
    versions
      .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
      .flatMap(({ report, ...version }) =>
        report.places.map((place, ordinal) => ({
          ...version,
          grade: report.grade,
          outlet: report.source.outlet,
          place,
          ordinal,
        })),
      ),
  said: new StatementTable(
    new Table(
      'attention_claim',
      { ...statement_columns, place_id: text(), outlet: text() },
      { key: ['event_id', 'ordinal'] },
    ),
    {
      key: 'place_id',
      keyOf: ({ place }: Mention) => place,
      rowOf: (said: Mention) => ({ ...columnsOfStatement(said), place_id: said.place, outlet: said.outlet }),
      saidOf: (row) => ({ ...statementOf(row), place: row.place_id, outlet: row.outlet }),
    },
  ),
  answers: new SpanTable(
    new Table(
      'attention_span',
      { place_id: text(), ...rectangle_columns, outlets: list() },
      { key: ['place_id', 'valid_from', 'known_from'] },
    ),
    {
      rowOf: ({ key, ...span }) => ({ place_id: key, ...boundsOf(span), outlets: span.value }),
      spanOf: (row) => ({ key: row.place_id, lane: '', ...rectangleOf(row), value: row.outlets }),
    },
  ),
  lock: 'place',
  isOfPlaces: true,
  isOfIncidents: false,
};

describe('a read model that is added to the list', () => {
  const all = [...models, attention];
  const facts = factsOf(amendedCampaign());
  let server: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    server = await createTestDatabase();
    database = await Database.open({ url: server.url, applicationName: 'added-model', poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  async function empty(schema: string): Promise<EditionTables> {
    await database.query(`create schema ${schema}`);
    await createReadModels(database, schema, all);
    return { sql: database, schema };
  }

  const rowsIn = ({ sql, schema }: EditionTables, table: string) =>
    sql.query<Record<string, unknown>>(
      `select to_jsonb(t) "row" from ${schema}.${table} t order by t::text collate "C"`,
    );

  /** The rows that the plain driver makes of all facts, walk by walk, and the keys of the added model. */
  function refolded() {
    const plain = facts.map(({ eventId, event, digest }) =>
      plainFact(eventId, event, Buffer.from(digest).toString('hex')),
    );
    const context = { slice: {}, isTaken: () => true, zoneOf: () => 'UTC' as const, sides: new Sides([]) };
    const kept: KeptPart[] = [];
    const rows: ExpectedRow[] = [];
    for (const { family, kinds, expect: made } of walksFor(all)) {
      const factsOf = groupBy(
        plain.filter((fact) => fact.family === family),
        ({ key }) => key,
      );
      const partsOf = kinds.map((kind) => ({
        kind,
        byKey: groupBy(
          kept.filter((part) => part.kind === kind),
          ({ key }) => key,
        ),
      }));
      for (const key of new Set([...factsOf.keys(), ...partsOf.flatMap(({ byKey }) => [...byKey.keys()])])) {
        const parts = Object.fromEntries(
          partsOf.map(({ kind, byKey }) => [
            kind,
            (byKey.get(key) ?? []).map(({ part }) => part as Record<string, unknown>),
          ]),
        );
        const found = made({ key, facts: factsOf.get(key) ?? [], parts }, context);
        rows.push(...found.rows);
        kept.push(...found.kept);
      }
    }
    const keys = new Set(kept.filter(({ kind }) => kind === attention.name).map(({ key }) => key));
    return { rows, keys: [...keys] };
  }

  it('is grown, built and refolded by the same drivers, to the same rows', async () => {
    const grown = await empty('grown');
    for (let start = 0; start < facts.length; start += 40)
      await database.transaction((sql) => project({ ...grown, sql }, facts.slice(start, start + 40), {}, all));
    const built = await empty('built');
    await loadFacts(built, facts, {});
    for (const step of Object.values(buildStepsFor(all))) {
      for (let after: string | undefined; ;) {
        const chunk = await step.next(built, { after, slice: {}, size: 50 });
        if (chunk === undefined) break;
        await chunk.write(built);
        after = chunk.until;
      }
    }
    for (const table of ['attention_claim', 'attention_span']) {
      const rows = await rowsIn(grown, table);
      expect(rows.length).toBeGreaterThan(40);
      expect(await rowsIn(built, table)).toEqual(rows);
    }

    const { rows, keys } = refolded();
    const ofSpans = rows.filter(({ table }) => table === 'attention_span').map(({ columns }) => canonical(columns));
    const stored = await attention.answers.load(
      grown,
      keys.map((key) => ({ key })),
    );
    expect(ofSpans.sort()).toEqual(stored.map((span) => canonical(attention.answers.rowOf(span))).sort());
  });
});
