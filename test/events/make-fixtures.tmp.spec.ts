import { writeFileSync } from 'node:fs';
import { encodeEvent, type NewEvent } from '#event-log';
import { actorKinds, actorRoles, anonymities, claimStatuses, confidences, controlConditions, credibilities, figureBases, incidentRelations, measureNames, measures, natures, placeKinds, precisions, reliabilities, units, type Report, type SitrepEvent, type Actor, type Place, developmentTypes, effectsAllowedFor } from '#situation';
import { campaignEvents } from '../harness/campaign-events.js';
import { choicesIn, choicesOf } from '../../libs/event-log/src/fixtures/coverage.js';
import { reportSchema } from '../../libs/event-log/src/schemas/report.schema.js';
import { placeSchema, actorSchema } from '../../libs/event-log/src/schemas/other.schemas.js';

const dir = 'libs/event-log/src/fixtures/v1/';
const line = (e: NewEvent) => JSON.stringify({ type: e.type, id: e.id, source: e.source, time: e.time, partitionKey: e.partitionKey, ...(e.traceparent && { traceparent: e.traceparent }), body: new TextDecoder().decode(e.body) });
const write = (file: string, events: readonly NewEvent[]) => writeFileSync(dir + file, events.map(line).join('\n') + '\n');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const all = campaignEvents();
const reports = all.flatMap((e) => (e.kind === 'reported' ? [e.report] : []));
const chosen: Report[] = [];
const covered = new Set<string>();
const add = (r: Report) => { chosen.push(r); for (const c of choicesIn(reportSchema, r)) covered.add(c); };
for (const type of developmentTypes) {
  const ofType = reports.filter((r) => r.type === type);
  const gain = (r: Report) => new Set(choicesIn(reportSchema, r).filter((c) => !covered.has(c) && choicesOfReport.has(c))).size;
  const choicesOfReport = new Set(choicesOf(reportSchema));
  add(ofType.reduce((a, b) => (gain(b) > gain(a) ? b : a)));
}
const at = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
const synthetic = (n: number, type: Report['type'], rest: Partial<Report>): Report => ({
  id: id(n), externalId: `F${n}`, type, nature: at(natures, n), background: n % 2 === 0, summary: `Fixture ${n}.`,
  occurred: { from: '2017-03-06', to: '2017-03-06T18:30+03:00', precision: at(precisions, n), derivation: 'Monday' },
  reportedAt: '2017-03-07T06:00:00.250Z', places: ['made-up-place'], actors: [], control: [], figures: [],
  source: { outlet: 'Wire & Co/العربية', chain: ['a resident', 'Wire & Co'], anonymity: at(anonymities, n), seenByOutlet: n % 2 === 1 },
  grade: { reliability: at(reliabilities, n), credibility: at(credibilities, n), reason: 'Made up.' },
  incident: { key: 'F-INCIDENT', relation: at(incidentRelations, n) }, related: [id(901)], contradicts: [id(902)],
  verification: 'None.', note: 'None.', ...rest,
});
// The fullest: every role, measure, unit, basis, claim word; text that escapes and alphabets must not change.
add(synthetic(1, 'area_seized', {
  summary: 'Quotes " and \\, a tab \t, a line\nbreak, الموصل, Ölmühle, 𝔊, 🚧, e\u0301, \u2028.',
  actors: actorRoles.map((role, i) => ({ role, actor: `actor-${i}` })),
  figures: measureNames.map((measure, i) => ({
    measure, group: at(['anyone', 'detainees', 'military', 'mixed', 'actor-1'], i), groupWording: 'some of them',
    low: i, best: i + 0.5, high: 1e6 + i, lowExclusive: i % 2 === 0, unit: at(measures[measure], i), basis: at(figureBases, i),
    period: { from: '2017-03-01', to: '2017-03-07' }, place: 'made-up-place', subsetOf: id(903), wording: 'dozens', note: 'None.' })),
  control: (['gained', 'observed', 'contested'] as const).flatMap((effect, e) => claimStatuses.map((status, i) => ({
    place: `place-${e}${i}`, effect, status, holders: ['actor-1', 'actor-2'], takenFrom: 'actor-3', formations: ['actor-4'],
    effective: at(['2017-03-06', '2017-03-06T18:00+03:00'], i), windowFrom: at(['open', '2017-03-05', '2017-03-05T12:00:00Z'], i),
    windowTo: at(['2017-03-07', '2017-03-07T12:00:00.001-08:00'], i), since: at(['2016-10-17', '2016-10-17T00:00Z'], i),
    conditions: [at(controlConditions, e * 3 + i)], extent: at(['most', 'nearly_all'] as const, i), confidence: at(confidences, i), note: 'None.' }))),
}));
const missing = () => choicesOf(reportSchema).filter((c) => !covered.has(c));
for (let n = 2; n <= 7; n++) add(synthetic(n, at(developmentTypes, n * 7), {
  ...(n === 2 && { occurred: { from: '2017-03-06T09:00Z', to: '2017-03-07', precision: 'instant' }, figures: [
    { measure: 'displaced', group: 'anyone', lowExclusive: false, unit: 'families', basis: 'incremental', period: {} },
    { measure: 'distance', group: 'anyone', lowExclusive: false, unit: 'm', basis: 'snapshot', period: {} },
    { measure: 'distance', group: 'anyone', lowExclusive: false, unit: 'km', basis: 'snapshot', period: {} }] }),
}));
// The barest: nothing that may be left out, no place.
add({ id: id(8), type: 'data_gap', nature: 'state', background: false, summary: '-', occurred: { precision: 'unknown' }, reportedAt: '1000-01-01T00:00Z',
  places: [], actors: [], control: [], figures: [], source: { outlet: '-', chain: [], anonymity: 'unnamed', seenByOutlet: false }, grade: { reliability: 'F', credibility: 6 }, related: [], contradicts: [] });
console.log('missing', missing(), 'bad effects', chosen.filter((r) => r.control.some((c) => !effectsAllowedFor(r.type).includes(c.effect))).map((r) => r.type));
write('developments.ndjson', chosen.map((report, i) => encodeEvent({ kind: 'reported', report }, i === 0 ? { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } : {})));

const amended: SitrepEvent[] = [
  { kind: 'report_corrected', correction: { id: id(101), reportId: chosen[0]!.id, reportedAt: '2017-03-08T00:00:00.000Z', reason: 'The agency named another road.', report: { ...chosen[0]!, reportedAt: '2017-03-08T00:00:00.000Z', summary: 'Read again.' } } },
  { kind: 'report_corrected', correction: { id: id(102), reportId: id(1), reportedAt: '2017-03-08T09:30+03:00', reason: 'تصحيح', report: synthetic(1, 'statement', { reportedAt: '2017-03-08T09:30+03:00' }) } },
  { kind: 'report_retracted', retraction: { id: id(103), reportId: chosen[1]!.id, reportedAt: '2017-03-09T00:00Z', reason: 'The agency withdrew it.' } },
  { kind: 'report_retracted', retraction: { id: id(104), reportId: id(999), reportedAt: '9000-12-31T23:59:59.999-08:00', reason: '-' } },
];
write('amendments.ndjson', amended.map((e) => encodeEvent(e)));

const pick = <T extends { kind: string }>(kinds: readonly string[], known: readonly T[], make: (kind: string, i: number) => T): T[] =>
  kinds.map((kind, i) => known.find((k) => k.kind === kind) ?? make(kind, i));
const places = all.flatMap((e) => (e.kind === 'place_registered' ? [e.place] : []));
const actors = all.flatMap((e) => (e.kind === 'actor_registered' ? [e.actor] : []));
const madePlaces = pick<Place>(placeKinds, places, (kind, i) => ({ id: `made-up-place-${i}`, name: 'جسر', aliases: ['Pont', 'Brücke'], kind: kind as Place['kind'], parent: 'made-up-place', location: { lat: -89.5, lon: -179.25, precisionKm: 0.1 }, timeZone: 'America/Port-au-Prince', note: 'None.', registeredAt: '2017-03-01T00:00:00.000+03:00' }));
madePlaces.push({ id: 'made-up-place', name: 'Made up', aliases: ['Alias'], kind: 'site', parent: 'iraq', location: { lat: -33.45, lon: -70.5, precisionKm: 0.5 }, timeZone: 'America/Santiago', note: 'Every property.', registeredAt: '2017-03-01T03:00:00.001+03:00' });
madePlaces.push({ id: '0', name: '-', aliases: [], kind: 'position', timeZone: 'UTC', registeredAt: '1000-01-01T00:00Z' });
const madeActors = pick<Actor>(actorKinds, actors, (kind, i) => ({ id: `made-up-actor-${i}`, name: 'Made up', aliases: [], kind: kind as Actor['kind'], parents: [], alliedWith: [], opposes: [], registeredAt: '2017-03-01T00:00Z' }));
madeActors.push({ id: 'made-up-actor', name: 'Ölmühle', aliases: ['القوات'], kind: 'organisation', parents: ['iraq'], alliedWith: ['sdf'], opposes: ['islamic-state'], note: 'Every property.', registeredAt: '2017-03-01T00:00:00.000+03:00' });
const pm = new Set(madePlaces.flatMap((p) => choicesIn(placeSchema, p))), am = new Set(madeActors.flatMap((p) => choicesIn(actorSchema, p)));
console.log('missing', choicesOf(placeSchema).filter((c) => !pm.has(c)), choicesOf(actorSchema).filter((c) => !am.has(c)));
write('gazetteer.ndjson', [...madePlaces.map((place) => encodeEvent({ kind: 'place_registered', place })), ...madeActors.map((actor) => encodeEvent({ kind: 'actor_registered', actor }))]);

// Written by others: another order, white space, escapes, a property that a newer writer knows.
const { id: rid, ...others } = synthetic(11, 'road_cut', { externalId: 'F11' });
const foreign = JSON.stringify({ laterAddition: { any: [1, null] }, ...others, id: rid }, null, 2).replaceAll('ع', '\\u0639');
const base = encodeEvent({ kind: 'reported', report: { ...others, id: rid } });
write('written-by-others.ndjson', [{ ...base, source: 'https://agency.example/wire', partitionKey: '', body: new TextEncoder().encode(foreign) }]);
console.log(chosen.length, amended.length, madePlaces.length, madeActors.length);
it('x', () => undefined);
