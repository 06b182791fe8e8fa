// The whole map at random moments of the world and of knowledge: our statements and the answer over HTTP, against one
// hand-written statement over the same rows that reads who holds each place, by turns.
import { mapAt } from '#read-models/queries';
import { Dice } from '../../crash/dice.js';
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { getMs, withApis } from '../bench-api.js';
import { buildLive, fillLog, withStorage } from '../bench-storage.js';
import { byTurns, Findings, quantile, tookMs } from '../findings.js';

const [places = 10_000, reports = 10_000] = process.argv.slice(3).map(Number);
const rounds = 30;
const day_ms = 86_400_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const minutes_a_report = 2;

const byHand = (schema: string): string =>
  `select p.id, p.name, s.status, s.holders, s.conditions, s.confidence, s.last_evidence
   from "${schema}".place p left join lateral (
     select * from "${schema}".control_span c
     where c.place_id = p.id and c.valid_from <= $1 and c.valid_to > $1 and c.known_from <= $2 and c.known_to > $2
     limit 1) s on true order by p.id`;

const findings = new Findings('map');
await withStorage(async (storage) => {
  const events = generatedEvents({ seed: 3, reports, places, shares: desk_shares, isWorldwide: true });
  findings.say(`${await fillLog(storage, events)} events, ${places} places`);
  const schema = await buildLive(storage);
  const dice = new Dice(9);
  const moment = (): string => {
    const ms = start_ms + dice.between(0, reports) * minutes_a_report * 60_000;
    return new Date(ms + dice.between(0, 3) * day_ms).toISOString();
  };
  const scope = { sql: storage.database, schema };
  await withApis(storage.url, async ({ api }) => {
    const ask = () => getMs(`${api}/v1/map?validAt=${moment()}&knownAt=${moment()}`);
    for (let warm = 0; warm < 3; warm += 1) await ask();
    const { reference, sql, http } = await byTurns(rounds, {
      reference: () => tookMs(() => storage.database.query(byHand(schema), [moment(), moment()])),
      sql: () =>
        tookMs(() =>
          mapAt(scope, {
            validAt: { instantMs: Date.parse(moment()) },
            knownAtMs: Date.parse(moment()),
            agedAfterDays: 30,
          }),
        ),
      http: ask,
    });
    findings.add('statements and rows of the whole map', 'ms', sql, { reference, name: 'SQL by hand' });
    findings.add('statements and rows of the whole map, p99', 'ms', [quantile(sql, 0.99)], { target: { atMost: 50 } });
    findings.add('the whole map over HTTP', 'ms', http, { reference, name: 'SQL by hand' });
    findings.add('the whole map over HTTP, p99', 'ms', [quantile(http, 0.99)], { target: { atMost: 120 } });
  });
});
findings.end();
