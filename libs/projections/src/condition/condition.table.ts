import type { ConditionClaim, ConditionSpan, KnownCondition, PlaceId } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';

interface ClaimRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly claim: ConditionClaim;
  readonly reliability: KnownCondition['grade']['reliability'];
  readonly credibility: KnownCondition['grade']['credibility'];
  readonly known_from: number;
  readonly known_to: number;
}

/** The places that these reports make claims about, as stored. */
export async function placesOfReports(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly PlaceId[]> {
  const rows = await sql.query<{ place_id: PlaceId }>(
    `select distinct place_id from "${schema}".condition_claim where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(({ place_id }) => place_id);
}

/** All stored claims about these places. */
export async function conditionsOfPlaces(
  { sql, schema }: EditionTables,
  placeIds: readonly PlaceId[],
): Promise<readonly KnownCondition[]> {
  const rows = await sql.query<ClaimRow>(
    `select event_id, ordinal, report_id, claim, reliability, credibility, ${asMs('known_from')} known_from,
       ${asMs('known_to')} known_to
     from "${schema}".condition_claim where place_id = any($1::text[])`,
    [placeIds],
  );
  return rows.map((row) => ({
    ...{ claim: row.claim, ordinal: row.ordinal, reportId: row.report_id, eventId: row.event_id },
    grade: { reliability: row.reliability, credibility: row.credibility },
    ...{ knownFromMs: row.known_from, knownToMs: row.known_to },
  }));
}

/** Puts `claims` in the place of whatever is stored of these reports. */
export async function replaceConditions(
  tables: EditionTables,
  reportIds: readonly string[],
  claims: readonly KnownCondition[],
): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".condition_claim where report_id = any($1::uuid[])`, [reportIds]);
  await insertConditions(tables, claims);
}

/** Stores claims of which none is stored. */
export async function insertConditions(
  { sql, schema }: EditionTables,
  claims: readonly KnownCondition[],
): Promise<void> {
  await inSlices(claims, async (slice) => {
    await sql.query(
      `insert into "${schema}".condition_claim
         (event_id, ordinal, report_id, place_id, claim, reliability, credibility, known_from, known_to)
       select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::int[],
         $8::timestamptz[], $9::timestamptz[])`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ claim }) => claim.place,
        ({ claim }) => JSON.stringify(claim),
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
      ),
    );
  });
}

/** A span and the place that it is about. */
export interface PlacedSpan extends ConditionSpan {
  readonly placeId: PlaceId;
}

/** Puts `spans` in the place of whatever is stored of these places. */
export async function replaceConditionSpans(
  tables: EditionTables,
  placeIds: readonly PlaceId[],
  spans: readonly PlacedSpan[],
): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".condition_span where place_id = any($1::text[])`, [placeIds]);
  await insertConditionSpans(tables, spans);
}

/** Stores spans of which none is stored. */
export async function insertConditionSpans(
  { sql, schema }: EditionTables,
  spans: readonly PlacedSpan[],
): Promise<void> {
  await inSlices(spans, async (slice) => {
    await sql.query(
      `insert into "${schema}".condition_span (place_id, axis, valid_from, valid_to, known_from, known_to, state, states,
         closed_to, closed_by, confidence, last_evidence, rule, reports)
       select place_id, axis, valid_from, valid_to, known_from, known_to, state, states::text[], closed_to::text[],
         closed_by::text[], confidence, last_evidence, rule, reports::uuid[]
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::date[], $13::text[], $14::text[])
         s (place_id, axis, valid_from, valid_to, known_from, known_to, state, states, closed_to, closed_by, confidence,
            last_evidence, rule, reports)`,
      columnsOf(
        slice,
        ({ placeId }) => placeId,
        ({ axis }) => axis,
        ({ valid }) => timestamp(valid.fromMs),
        ({ valid }) => timestamp(valid.toMs),
        ({ known }) => timestamp(known.fromMs),
        ({ known }) => timestamp(known.toMs),
        ({ value }) => value.answer.state,
        ({ value }) => arrayLiteral(value.answer.states),
        ({ value }) => arrayLiteral(value.answer.closedTo),
        ({ value }) => arrayLiteral(value.answer.closedBy),
        ({ value }) => value.answer.confidence ?? null,
        ({ value }) => value.answer.lastEvidence ?? null,
        ({ value }) => value.answer.rule,
        ({ value }) => arrayLiteral(value.reports),
      ),
    );
  });
}
