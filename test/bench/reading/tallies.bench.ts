// A tally over many incidents, whole, by month and within an area, and the first page of its explanation: asked anew and
// asked again, over HTTP, against the same sum by hand-written SQL over the same rows.
import type { Report, SitrepEvent } from '#situation';
import { Dice } from '../../crash/dice.js';
import { generatedReport } from '../../generated/generated-report.js';
import { GeneratedWorld } from '../../generated/generated-world.js';
import { getMs, withApis } from '../bench-api.js';
import { type BenchStorage, buildLive, fillLog, withStorage } from '../bench-storage.js';
import { byTurns, Findings, quantile, tookMs } from '../findings.js';

const asked = process.argv.slice(3).map(Number);
const sizes = asked.length > 0 ? asked : [16_000];
const rounds = 9;
const place_total = 500;
const day_ms = 86_400_000;
const start_ms = Date.parse('2014-01-01T00:00:00Z');
const days_total = 1_500;

/** Incidents as a dataset of deaths has them: each reported once, on one day, at one place. */
function* incidents(count: number): Generator<SitrepEvent> {
  const dice = new Dice(11);
  const world = new GeneratedWorld(dice, place_total, true);
  yield* world.registrations();
  for (let number = 0; number < count; number += 1) {
    const ms = start_ms + dice.between(0, days_total) * day_ms;
    const place = world.place();
    const subject = { id: dice.uuid(), number, place, reportedMs: ms + day_ms, happenedMs: ms };
    const day = new Date(ms).toISOString().slice(0, 10);
    const best = dice.between(0, 30);
    const report: Report = {
      ...generatedReport(dice, world, subject, ms + day_ms),
      type: 'casualties_reported',
      control: [],
      condition: [],
      figures: [
        {
          measure: 'killed',
          group: 'anyone',
          unit: 'people',
          basis: 'incremental',
          lowExclusive: false,
          place: `place-${place}`,
          period: { from: day, to: day },
          low: Math.max(best - 3, 0),
          best,
          high: best + 8,
        },
      ],
    };
    yield { kind: 'reported', data: report };
  }
}

const known = '2019-01-01';
const killed = `/v1/tallies?measure=killed&knownAt=${known}`;
const day = (number: number): string => new Date(Date.parse('2000-01-01') + number * day_ms).toISOString().slice(0, 10);
let number = 0;
/** A window that has everything and that nobody has asked about. */
const anew = (): string => `&from=${day((number += 1))}`;

const sums = (schema: string, by: string, where = 'true'): string =>
  `select ${by} bucket, group_id, unit, sum(low) low, sum(best) best, sum(high) high, count(*) n
   from "${schema}".tally_span where measure = 'killed' and known_from <= $1 and known_to > $1 and ${where}
   group by 1, 2, 3 order by 1, 2, 3`;
const within = (schema: string): string =>
  `places && array(with recursive part (id) as (select 'place-1'::text union
     select p.id from "${schema}".place p join part on p.parent = part.id) select id from part)`;

async function measure(storage: BenchStorage, count: number, findings: Findings): Promise<void> {
  findings.say(`${await fillLog(storage, incidents(count))} events, ${count} incidents`);
  const schema = await buildLive(storage);
  const byHand = (by: string, where?: string) => () =>
    tookMs(() => storage.database.query(sums(schema, by, where), [known]));
  const month = `to_char(period_from, 'YYYY-MM')`;
  const cases = {
    whole: { path: () => `${killed}${anew()}`, hand: byHand('null') },
    'by month': {
      path: () => `${killed}&by=month&limit=1000&from=2013-12-01&to=${day(7_000 + ((number += 1) % 60))}`,
      hand: byHand(month),
    },
    'within an area': { path: () => `${killed}&within=place-1${anew()}`, hand: byHand('null', within(schema)) },
  };
  await withApis(storage.url, async ({ api }) => {
    const first: number[] = [];
    const ask = (path: string) => getMs(`${api}${path}`);
    for (const { path } of Object.values(cases)) for (let warm = 0; warm < 3; warm += 1) await ask(path());
    for (const [name, { path, hand }] of Object.entries(cases)) {
      const { reference, ours, again } = await byTurns(rounds, {
        reference: hand,
        ours: () => ask(path()),
        again: async () =>
          ask(
            path()
              .replace(/(from|to)=20(00|19)-..-../, '$1=2018-12-31')
              .replace('from=2018', 'from=2001'),
          ),
      });
      first.push(...ours);
      const against = { reference, name: 'SQL by hand', target: { atMost: 3 } };
      findings.add(`${name}, ${count}, asked anew`, 'ms', ours, against);
      findings.add(`${name}, ${count}, asked again`, 'ms', again.slice(1), {
        ...against,
        reference: reference.slice(1),
      });
    }
    findings.add(`${count} incidents, asked anew, p99`, 'ms', [quantile(first, 0.99)], { target: { atMost: 250 } });
    const explained = killed.replace('tallies?', 'tallies/explanation?');
    const { ours, again } = await byTurns(rounds, {
      ours: () => ask(`${explained}${anew()}`),
      again: () => ask(`${explained}&from=1999-01-01`),
    });
    findings.add(`explanation, first page, ${count}, asked anew`, 'ms', ours, { target: { atMost: 50 } });
    findings.add(`explanation, first page, ${count}, asked again`, 'ms', again.slice(1), { target: { atMost: 50 } });
  });
}

const findings = new Findings('tallies');
for (const count of sizes) await withStorage((storage) => measure(storage, count, findings));
findings.end();
