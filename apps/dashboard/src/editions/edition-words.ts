import type { EditionDto } from 'sitrep-api';
import { dayOf, fullDay } from '../words/days.js';
import type { Words } from '../words/words.jsx';

/** What is in an edition, in words: "all until 8 March 2017, without Iraqi military". */
export function contentsOf(
  { definition, follows }: EditionDto,
  zone: string,
  words: Words,
  nameOf: (actor: string) => string = (name) => name,
): string {
  const { until, without } = definition;
  const said: string[] = [];
  const moment = until?.knownAt ?? until?.recordedAt;
  if (moment !== undefined)
    said.push(words.say('editions.until', { day: fullDay(dayOf(moment, zone), words.language) }));
  else if (until?.position !== undefined) said.push(words.say('editions.position', { position: until.position }));
  else said.push(words.say(follows ? 'editions.all' : 'editions.all-ordered'));
  const { outlets = [], sources = [], sides = [], gradesBelow } = without ?? {};
  const names = [...sources, ...outlets, ...sides];
  if (names.length > 0) said.push(words.say('editions.without', { what: words.list(names.map(nameOf)) }));
  if (gradesBelow !== undefined) {
    const grade = `${gradesBelow.reliability ?? ''}${gradesBelow.credibility ?? ''}`;
    said.push(words.say('editions.graded', { grade }));
  }
  return words.commas(said);
}

const mebibyte = 1024 * 1024;

/** "5 MB", rounded up. */
export const sizeOf = (bytes: number, words: Words): string => words.megabytes(Math.ceil(bytes / mebibyte));

/** An edition's name out of what it leaves out, free among those that there are. */
export function nameFor(parts: readonly string[], taken: readonly string[]): string {
  const plain = parts
    .join('-')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const base = plain === '' ? 'what-if' : plain;
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? base : `${base}-${at}`;
    if (!taken.includes(name)) return name;
  }
}
