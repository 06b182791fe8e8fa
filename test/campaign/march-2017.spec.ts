import { readFileSync } from 'node:fs';
import {
  actorRoles,
  developmentTypes,
  effectsAllowedFor,
  statesAllowedFor,
  statesFitting,
  figureGroups,
  isInstant,
  isLanguageTag,
  isMoment,
  isTimeZone,
  measures,
  slugPattern,
  type Unit,
} from '#situation';
import { convertCampaign } from './campaign.conversion.js';
import type { ActorDraft, PlaceDraft, ReportDraft } from './drafts.js';
import { namedInOtherLanguages } from './local-names.js';
import { anti_is_force } from './read-again.js';
import { actorOf } from './relation.conversion.js';
import { readSource } from './source-files.js';

const text = (name: string): string => readFileSync(new URL(`march-2017/${name}`, import.meta.url), 'utf8');
const lines = <Draft>(name: string): Draft[] =>
  text(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Draft);

const places = lines<PlaceDraft>('places.ndjson');
const actors = lines<ActorDraft>('actors.ndjson');
const reports = lines<ReportDraft>('reports.ndjson');
const placeIds = new Set<string>(places.map(({ id }) => id));
const actorIds = new Set<string>(actors.map(({ id }) => id));
const kinds = new Map<string, PlaceDraft['kind']>(places.map(({ id, kind }) => [id, kind]));
const externalIds = new Set(reports.map(({ externalId }) => externalId));
const missingFrom = (known: ReadonlySet<string>, names: readonly (string | undefined)[]): string[] =>
  names.filter((name): name is string => name !== undefined && !known.has(name));

describe('the campaign of March 2017', () => {
  it('has 198 reports, 67 actors, 67 places and 1,408 expected answers, as its front page says', () => {
    const expectedControl = text('expected-control.csv').trimEnd().split('\n').length - 1;
    const counts = { places: placeIds.size, actors: actorIds.size, reports: externalIds.size, expectedControl };
    expect(counts).toEqual({ places: 67, actors: 67, reports: 198, expectedControl: 1408 });
    expect([places.length, actors.length, reports.length]).toEqual([67, 67, 198]);
    expect(JSON.parse(text('campaign.json'))).toMatchObject({ timeZone: 'Asia/Baghdad', counts });
  });

  it('shows fifty types of the catalogue', () => {
    const shown = new Set(reports.map(({ type }) => type));
    expect(shown.size).toBe(50);
    expect([...shown].filter((type) => !(developmentTypes as readonly string[]).includes(type))).toEqual([]);
  });

  it('names only places that it registers', () => {
    const named = reports.flatMap((report) => [
      ...report.places,
      ...(report.control ?? []).map(({ place }) => place),
      ...(report.condition ?? []).map(({ place }) => place),
      ...(report.figures ?? []).map(({ place }) => place),
    ]);
    expect(missingFrom(placeIds, named)).toEqual([]);
  });

  it('names only actors that it registers', () => {
    const named = reports.flatMap((report) => [
      ...(report.actors ?? []).map(({ actor }) => actor),
      ...(report.control ?? []).flatMap((claim) => [...(claim.holders ?? []), ...(claim.formations ?? [])]),
      ...(report.control ?? []).map(({ takenFrom }) => takenFrom),
      ...(report.condition ?? []).flatMap(({ closedTo = [], closedBy = [] }) => [...closedTo, ...closedBy]),
      ...(report.figures ?? []).map(({ group }) => group),
      ...(report.source.speaksFor ?? []),
    ]);
    expect(missingFrom(new Set([...actorIds, ...figureGroups]), named)).toEqual([]);
    expect(
      missingFrom(
        actorIds,
        actors.flatMap((a) => [...(a.alliedWith ?? []), ...(a.opposes ?? [])].map(actorOf)),
      ),
    ).toEqual([]);
  });

  it('says for whom every voice speaks that is not the outlet', () => {
    const own = /^Reuters\b/;
    const silent = reports.filter(({ source }) => source.speaksFor === undefined);
    expect(silent.filter(({ source }) => !own.test(source.chain[0] ?? '')).map(({ externalId }) => externalId)).toEqual(
      [],
    );
    const speaking = reports.filter(({ source }) => (source.speaksFor ?? []).length > 0);
    expect(
      speaking.filter(({ source }) => own.test(source.chain[0] ?? '')).map(({ externalId }) => externalId),
    ).toEqual([]);
    expect([silent.length, speaking.length]).toEqual([96, 99]);
  });

  it('refers only to reports that it contains', () => {
    const named = reports.flatMap((report) => [
      ...(report.related ?? []),
      ...(report.contradicts ?? []),
      ...(report.figures ?? []).map(({ subsetOf }) => subsetOf),
    ]);
    expect(missingFrom(externalIds, named)).toEqual([]);
  });

  it('registers every place and actor after those that it names', () => {
    places.forEach((place, index) => {
      const named = [...(place.parent === undefined ? [] : [place.parent]), ...(place.connects ?? [])];
      const earlier = new Set<string>(places.slice(0, index).map(({ id }) => id));
      expect(missingFrom(earlier, named), place.id).toEqual([]);
    });
    actors.forEach((actor, index) => {
      const earlier = new Set<string>(actors.slice(0, index).map(({ id }) => id));
      expect(missingFrom(earlier, (actor.parents ?? []).map(actorOf))).toEqual([]);
    });
  });

  it('counts the 100,000 at Mosul as the force that the articles name, and of no one side', () => {
    const force = actors.find(({ id }) => id === anti_is_force);
    const named = (force?.alliedWith ?? []).map(actorOf);
    expect(named).toEqual(expect.arrayContaining(['iraqi-security-forces', 'peshmerga', 'shia-paramilitaries']));
    expect(force?.parents ?? []).toEqual([]);
    const counting = reports.filter(({ figures = [] }) => figures.some(({ group }) => group === anti_is_force));
    expect(counting.map(({ externalId }) => externalId)).toEqual(['D046', 'D081', 'D106']);
  });

  it('has nobody as a part of whoever leads it', () => {
    const coalition = actors.find(({ id }) => id === 'us-led-coalition');
    expect(coalition?.parents ?? []).toEqual([]);
    expect(coalition?.alliedWith).toContainEqual({ actor: 'us-government', note: 'lead' });
  });

  it('ends the night raid of 7 March in the morning', () => {
    const ends = reports.flatMap(({ externalId, control = [] }) =>
      control.flatMap(({ effect, windowTo }) => (effect === 'gained' && windowTo ? [`${externalId} ${windowTo}`] : [])),
    );
    expect(ends).toEqual(expect.arrayContaining(['D027 2017-03-07T08:00+03:00', 'D030 2017-03-07T08:00+03:00']));
  });

  it('keeps the days of alliances that the source gives', () => {
    const ofTables = actors.filter(({ id }) => id !== anti_is_force);
    const dated = ofTables.flatMap(({ id, alliedWith = [], opposes = [] }) =>
      [...alliedWith, ...opposes].flatMap((one) =>
        typeof one === 'object' && (one.from ?? one.to) !== undefined
          ? [`${id} ${one.actor} ${one.from ?? ''}..${one.to ?? ''} ${one.note}`]
          : [],
      ),
    );
    expect(dated.sort()).toEqual([
      'cts us-special-forces 2017-03-07..2017-03-07 near, 2017-03-07',
      'iraq us-led-coalition 2016-10-17.. 2016-10-17 on, Mosul',
      'iraqi-army-9th-armored-division shia-paramilitaries 2017-03-08..2017-03-08 2017-03-08, road',
      'russia turkey 2017-03-10..2017-03-10 talks 2017-03-10',
      'sdf us-led-coalition 2016-11-01.. Raqqa campaign from 2016-11',
    ]);
  });

  it('names in other languages only what it registers, in languages that there are', () => {
    expect(missingFrom(placeIds, namedInOtherLanguages.places)).toEqual([]);
    expect(missingFrom(actorIds, namedInOtherLanguages.actors)).toEqual([]);
    const named = [...places, ...actors].filter(({ names }) => names !== undefined);
    expect(named).toHaveLength(namedInOtherLanguages.places.length + namedInOtherLanguages.actors.length);
    for (const { names = [] } of named) for (const { language } of names) expect(isLanguageTag(language)).toBe(true);
  });

  it('keeps to the words and forms of the domain', () => {
    for (const report of reports) {
      expect(isInstant(report.reportedAt), report.externalId).toBe(true);
      for (const moment of [report.occurred.from, report.occurred.to]) {
        if (moment !== undefined) expect(isMoment(moment), report.externalId).toBe(true);
      }
      for (const { role } of report.actors ?? []) expect(actorRoles).toContain(role);
      for (const { effect } of report.control ?? []) expect(effectsAllowedFor(report.type)).toContain(effect);
      for (const { place, state } of report.condition ?? []) {
        expect(statesAllowedFor(report.type)).toContain(state);
        expect(statesFitting(kinds.get(place) ?? 'country'), `${report.externalId}: ${place}`).toContain(state);
      }
      for (const { measure, unit } of report.figures ?? []) expect<readonly Unit[]>(measures[measure]).toContain(unit);
    }
    for (const id of [...placeIds, ...actorIds]) expect(id).toMatch(slugPattern);
    expect(places.filter(({ timeZone }) => !isTimeZone(timeZone))).toEqual([]);
  });

  const source = process.env['SITREP_CAMPAIGN_SOURCE'];
  if (source === undefined) {
    process.stderr.write(
      'SKIPPED: set SITREP_CAMPAIGN_SOURCE to compare the sample with the tables it was made from.\n',
    );
  }
  it.skipIf(source === undefined)('is what the converter makes of its source', async () => {
    const { rows, expectedControl } = await readSource(source ?? '');
    const files = convertCampaign(rows, expectedControl);
    expect([...files.keys()]).toHaveLength(5);
    for (const [name, expected] of files) expect(text(name), name).toBe(expected);
  });
});
