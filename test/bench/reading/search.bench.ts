// The first hits of `/v1/search` at a log of many words, for words that nearly every report has, that few have and that none
// has, in a few words and as they are typed, over HTTP. DATABASE_URL: on that database, whose live edition has reports of `inManyWords`, in place of one that is filled first.
import { Dice } from '../../crash/dice.js';
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { getMs, withApis } from '../bench-api.js';
import { buildLive, fillLog, withStorage } from '../bench-storage.js';
import { Findings, quantile } from '../findings.js';
import { inManyWords, wordOf } from './searched-words.js';

const [reports = 12_000, places = 1_000] = process.argv.slice(3).map(Number);
const rounds = 40;
const hits = 5;

const dice = new Dice(6);
/** Each asks for other words of the same frequency. */
const searches: Readonly<Record<string, () => string>> = {
  'in every report': () => 'report',
  'in one of ten': () => wordOf(dice.between(0, 20)),
  'in one of a thousand': () => wordOf(dice.between(500, 3_000)),
  'in a few': () => wordOf(dice.between(20_000, 29_000)),
  'in none': () => `${wordOf(dice.between(0, 9_000))}qqq`,
  'the number of a report': () => `G${dice.between(0, 9_999)}`,
  'two of them': () => `${wordOf(dice.between(0, 200))} ${wordOf(dice.between(200, 2_000))}`,
  'as it is typed': () => wordOf(dice.between(100, 9_000)).slice(0, 3),
  'the name of a place': () => `Place ${dice.between(0, places - 1)}`,
};

const findings = new Findings('search');

async function search(storage: { readonly url: string }): Promise<void> {
  await withApis(storage.url, async ({ api }) => {
    for (const [name, wordsOf] of Object.entries(searches)) {
      const ask = (): Promise<number> => getMs(`${api}/v1/search?limit=${hits}&q=${encodeURIComponent(wordsOf())}`);
      for (let warm = 0; warm < 3; warm += 1) await ask();
      const took: number[] = [];
      for (let round = 0; round < rounds; round += 1) took.push(await ask());
      findings.add(`first hits: ${name}`, 'ms', took);
      findings.add(`first hits: ${name}, p95`, 'ms', [quantile(took, 0.95)], { target: { atMost: 50 } });
    }
  });
}

const url = process.env['DATABASE_URL'];
if (url === undefined)
  await withStorage(async (storage) => {
    const order = { seed: 3, reports, places, shares: desk_shares, isWorldwide: true };
    findings.say(`${await fillLog(storage, inManyWords(generatedEvents(order), 5))} events`);
    await buildLive(storage);
    await search(storage);
  });
else await search({ url });
findings.end();
