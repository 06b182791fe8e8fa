// How many answers a second 16 callers get about one place, of one small tally and of one explanation, and how long they
// wait, against the GET of a bare Nest on Fastify, by turns: the same question again, and one of thousands.
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { withApis } from '../bench-api.js';
import { buildLive, fillLog, withStorage } from '../bench-storage.js';
import { callTimes } from '../callers.js';
import { byTurns, Findings, median } from '../findings.js';
import { cpuUs } from '../cpu-time.js';

const [reports = 6_000, places = 1_000] = process.argv.slice(3).map(Number);
const callers = 16;
const calls = 1_500;
const rounds = 3;
const asked_days = 28;

let number = 0;
/** One of thousands of questions: a place and a day. */
function someOf(path: (place: string, day: string) => string): () => string {
  return () => {
    number += 1;
    const day = `2017-01-${String((number % asked_days) + 1).padStart(2, '0')}`;
    return path(`place-${(number * 7) % places}`, day);
  };
}

const control = (place: string, day: string) => `/v1/control?place=${place}&validAt=${day}&knownAt=2017-06-01`;
const tally = (place: string, day: string) =>
  `/v1/tallies?measure=killed&place=${place}&from=2016-12-01&to=${day}&knownAt=2017-06-01`;
const explanation = (place: string, day: string) =>
  `/v1/control/${place}/explanation?validAt=${day}&knownAt=2017-06-01`;
const now = () => '/v1/tallies?measure=killed&place=place-3&from=2016-12-01&to=2017-01-20';

const questions = {
  'one place, the same again': () => control('place-3', '2017-01-20'),
  'one place of thousands': someOf(control),
  'one small tally, the same again': () => tally('place-3', '2017-01-20'),
  'one small tally, as known now': now,
  'one small tally of thousands': someOf(tally),
  'one explanation, the same again': () => explanation('place-3', '2017-01-20'),
  'one explanation of thousands': someOf(explanation),
} as const;

const findings = new Findings('reads');
await withStorage(async (storage) => {
  const events = generatedEvents({ seed: 5, reports, places, shares: desk_shares, isWorldwide: true });
  findings.say(`${await fillLog(storage, events)} events, ${places} places`);
  await buildLive(storage);
  await withApis(storage.url, async ({ api, echo, processes }) => {
    const waits = new Map<string, number[]>();
    const costs = new Map<string, number[]>();
    const rateOf = async (name: string, url: string, path: string | (() => string)): Promise<number> => {
      const app = url === api ? processes.api : processes.echo;
      const before = cpuUs(app);
      const { perSecond, p99Ms, statuses } = await callTimes(url, path, { callers, calls });
      costs.set(name, [...(costs.get(name) ?? []), (cpuUs(app) - before) / calls]);
      if (statuses['200'] !== calls) throw new Error(`${name}: ${JSON.stringify(statuses)}`);
      waits.set(name, [...(waits.get(name) ?? []), p99Ms]);
      return perSecond;
    };
    await rateOf('warm-up', echo, '/v1/reports');
    for (const path of Object.values(questions)) await rateOf('warm-up', api, path);
    for (const [name, path] of Object.entries(questions)) {
      costs.delete('echo');
      const { ours, reference } = await byTurns(rounds, {
        reference: () => rateOf('echo', echo, '/v1/reports'),
        ours: () => rateOf(name, api, path),
      });
      findings.add(name, 'answers/s', ours, { reference, name: 'echo', target: { atLeast: 0.25 } });
      findings.add(`${name}, processor time`, 'µs an answer', costs.get(name) ?? [], {
        reference: costs.get('echo') ?? [],
        name: 'echo',
      });
      findings.add(`${name}, p99`, 'ms', [median(waits.get(name) ?? [])], { target: { atMost: 15 } });
    }
  });
});
findings.end();
