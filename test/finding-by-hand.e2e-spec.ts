import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '#situation';
import { draftOf } from './harness/found-reports.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

/** A line of the sample, read as it is written. */
interface Said {
  readonly externalId: string;
  readonly type: string;
  readonly summary: string;
  readonly reportedAt: string;
  readonly occurred: { readonly from?: string; readonly to?: string };
  readonly places?: readonly string[];
  readonly actors?: readonly { readonly role: string; readonly actor: string }[];
  readonly control?: readonly { readonly place: string }[];
  readonly condition?: readonly { readonly place: string }[];
  readonly figures?: readonly { readonly place?: string }[];
  readonly contradicts?: readonly string[];
  readonly source: { readonly outlet: string; readonly anonymity?: string };
  readonly grade: { readonly reliability: string; readonly credibility: number };
  readonly incident?: { readonly key: string };
}
interface Place {
  readonly id: string;
  readonly parent?: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}
interface Actor {
  readonly id: string;
  readonly parents?: readonly (string | { readonly actor: string; readonly from?: string; readonly to?: string })[];
}

const linesOf = <Line>(file: string): readonly Line[] =>
  readFileSync(join(import.meta.dirname, 'campaign/march-2017', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
/** Of another outlet than all of the sample. */
const other = draftOf('F001', 'A patrol was seen near the bridge.') as Said;
const reports = [...linesOf<Said>('reports.ndjson'), other];
const places = new Map(linesOf<Place>('places.ndjson').map((place) => [place.id, place]));
const actors = linesOf<Actor>('actors.ndjson');

const placesOf = ({ places: named = [], control = [], condition = [] }: Said): readonly string[] => [
  ...named,
  ...[...control, ...condition].map(({ place }) => place),
];
const isIn = (id: string, area: string): boolean =>
  id === area || (places.get(id)?.parent !== undefined && isIn(places.get(id)!.parent!, area));
const lies = (one: Said, where: (location: { lat: number; lon: number }) => boolean): boolean =>
  placesOf(one).some((id) => {
    const location = places.get(id)?.location;
    return location !== undefined && where(location);
  });
const within = (area: string) => (one: Said) => placesOf(one).some((id) => isIn(id, area));
const box = (west: number, south: number, east: number, north: number) => (one: Said) =>
  lies(one, ({ lat, lon }) => west <= lon && lon <= east && south <= lat && lat <= north);
const near = (lon: number, lat: number, km: number) => (one: Said) =>
  lies(one, (at) => {
    const [a, b, along] = [lat, at.lat, at.lon - lon].map((degrees) => (degrees * Math.PI) / 180) as [
      number,
      number,
      number,
    ];
    return (
      6_371 * Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(along))) <= km
    );
  });
/** The actor and its parts; what the sample says of days is left out, for no part of it changes sides within it. */
const partsOf = (actor: string): ReadonlySet<string> => {
  const found = new Set([actor]);
  for (const one of found)
    for (const { id, parents = [] } of actors)
      if (parents.some((parent) => (typeof parent === 'string' ? parent : parent.actor) === one)) found.add(id);
  return found;
};
const hasPart =
  (actor: string, ...roles: readonly string[]) =>
  (one: Said) =>
    (one.actors ?? []).some(
      (part) => partsOf(actor).has(part.actor) && (roles.length === 0 || roles.includes(part.role)),
    );
const graded =
  (reliabilities: string, credibilities: readonly number[]) =>
  ({ grade }: Said) =>
    reliabilities.includes(grade.reliability) && credibilities.includes(grade.credibility);
const happened =
  (from: string, to: string) =>
  ({ occurred }: Said) =>
    (occurred.to === undefined || occurred.to.slice(0, 10) >= from) &&
    (occurred.from === undefined || occurred.from.slice(0, 10) <= to);
const contradicted = new Set(
  reports.flatMap(({ externalId, contradicts = [] }) => (contradicts.length > 0 ? [externalId, ...contradicts] : [])),
);
const says =
  (...words: readonly RegExp[]) =>
  ({ summary }: Said) =>
    words.every((word) => word.test(summary));
const both =
  (...tests: readonly ((one: Said) => boolean)[]) =>
  (one: Said): boolean =>
    tests.every((test) => test(one));
const of =
  (outlet: string) =>
  ({ source }: Said): boolean =>
    source.outlet === outlet;
const counts = ({ figures = [] }: Said): boolean => figures.length > 0;

type Question = readonly [asked: Record<string, string>, byHand: (one: Said) => boolean];
const questions: readonly Question[] = [
  [{ within: 'mosul' }, within('mosul')],
  [{ within: 'syria' }, within('syria')],
  [{ within: 'iraq', type: 'casualties_reported' }, both(within('iraq'), ({ type }) => type === 'casualties_reported')],
  [{ place: 'mosul' }, (one) => placesOf(one).includes('mosul')],
  [{ place: 'moalimin' }, (one) => placesOf(one).includes('moalimin')],
  [{ bbox: '43,36,43.4,36.5' }, box(43, 36, 43.4, 36.5)],
  [{ bbox: '37.5,36,38.6,37' }, box(37.5, 36, 38.6, 37)],
  [{ near: '43.13,36.34,5' }, near(43.13, 36.34, 5)],
  [{ near: '39.01,35.95,60' }, near(39.01, 35.95, 60)],
  [
    { near: '43.13,36.34,5', within: 'iraq', type: 'building_recaptured' },
    both(near(43.13, 36.34, 5), within('iraq'), ({ type }) => type === 'building_recaptured'),
  ],
  [{ actor: 'islamic-state' }, hasPart('islamic-state')],
  [{ actor: 'iraq' }, hasPart('iraq')],
  [{ actor: 'iraq', role: 'by' }, hasPart('iraq', 'by')],
  [{ actor: 'islamic-state', role: 'against' }, hasPart('islamic-state', 'against')],
  [{ actor: 'sdf', role: 'by,holder' }, hasPart('sdf', 'by', 'holder')],
  [{ actor: 'iraq', within: 'mosul', role: 'by' }, both(hasPart('iraq', 'by'), within('mosul'))],
  [{ outlet: 'Reuters' }, of('Reuters')],
  [{ outlet: 'Finder' }, of('Finder')],
  [{ outlet: 'Reuters', type: 'airstrike' }, both(of('Reuters'), ({ type }) => type === 'airstrike')],
  [{ reliability: 'A', credibility: '1' }, graded('A', [1])],
  [{ reliability: 'A,B', credibility: '1,2' }, graded('AB', [1, 2])],
  [{ reliability: 'C,D,E,F' }, graded('CDEF', [1, 2, 3, 4, 5, 6])],
  [
    { anonymity: 'unnamed,requested,withheld_here' },
    ({ source }) => ['unnamed', 'requested', 'withheld_here'].includes(source.anonymity ?? ''),
  ],
  [{ anonymity: 'named', figures: 'true' }, both(({ source }) => source.anonymity === 'named', counts)],
  [{ figures: 'true', from: '2017-03-07', to: '2017-03-07' }, both(counts, happened('2017-03-07', '2017-03-07'))],
  [{ incident: 'E-RAQQA-DEZ-ROAD' }, ({ incident }) => incident?.key === 'E-RAQQA-DEZ-ROAD'],
  [{ contradicting: 'true' }, ({ externalId }) => contradicted.has(externalId)],
  [{ externalId: 'D094' }, ({ externalId }) => externalId === 'D094'],
  [{ q: 'shells' }, says(/\bshells/i)],
  [{ q: '"main road"' }, says(/\bmain road\b/i)],
  [{ q: 'severs -bridge' }, (one) => says(/\bsevers/i)(one) && !says(/\bbridge/i)(one)],
  [
    { from: '2017-03-08', to: '2017-03-09', within: 'mosul' },
    both(happened('2017-03-08', '2017-03-09'), within('mosul')),
  ],
  [{ reportedTo: '2017-03-06' }, ({ reportedAt }) => Date.parse(reportedAt) < Date.parse('2017-03-07T00:00:00Z')],
];

describe('reports that are found in the sample, counted by hand from its files', () => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await recordCampaign(sitrep);
    await sitrep.http.post('/v1/reports').send(other).expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const found = async (asked: Record<string, string>) => {
    const { body, status } = await sitrep.http.get('/v1/reports').query({ ...asked, limit: '1000', facets: 'type' });
    expect([status, body]).toMatchObject([200, { items: expect.anything() as unknown }]);
    return body as {
      readonly total: number;
      readonly items: readonly { readonly externalId: string; readonly type: string }[];
      readonly facets: { readonly type: readonly { readonly value: string; readonly count: number }[] };
    };
  };

  it.each(questions)('are those of %j, and so are their facets', async (asked, byHand) => {
    const wanted = reports.filter(byHand);
    const { total, items, facets } = await found(asked);
    expect(items.map(({ externalId }) => externalId).sort()).toEqual(wanted.map(({ externalId }) => externalId).sort());
    expect(wanted.length).toBeGreaterThan(0);
    expect(total).toBe(wanted.length);
    const counted = Object.fromEntries(facets.type.map(({ value, count }) => [value, count]));
    expect(counted).toEqual(
      Object.fromEntries([...groupBy(wanted, ({ type }) => type)].map(([type, all]) => [type, all.length])),
    );
  });

  it.each(['latest', 'earliest'])(
    'are the same page by page, in the order %s, however the words are looked for',
    async (order) => {
      for (const q of ['mosul', 'iraqi forces', 'severs', 'bridge -mosul']) {
        const asked = { q, order };
        const whole = (await found(asked)).items.map(({ externalId }) => externalId);
        const paged: string[] = [];
        for (
          let next: string | undefined = `/v1/reports?${new URLSearchParams({ ...asked, limit: '3' }).toString()}`;
          next;
        ) {
          const { body } = await sitrep.http.get(next).expect(200);
          const page = body as { items: { externalId: string }[]; links: { rel: string; href: string }[] };
          paged.push(...page.items.map(({ externalId }) => externalId));
          next = page.links.find(({ rel }) => rel === 'next')?.href;
        }
        expect(paged).toEqual(whole);
        expect(whole.length).toBeGreaterThan(0);
      }
    },
  );

  it('are in a polygon those in the box of it, less those in its hole', async () => {
    const ring = (west: number, south: number, east: number, north: number) => [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const polygon = { type: 'Polygon', coordinates: [ring(42.9, 36.1, 43.4, 36.6), ring(43.11, 36.32, 43.14, 36.35)] };
    const { body } = await sitrep.http.post('/v1/reports/search').send({ polygon, limit: 1000 }).expect(200);
    const ids = (body as { items: readonly { externalId: string }[] }).items.map(({ externalId }) => externalId);
    const wanted = reports.filter((one) =>
      lies(one, ({ lat, lon }) => {
        const isInside = 42.9 <= lon && lon <= 43.4 && 36.1 <= lat && lat <= 36.6;
        return isInside && !(43.11 <= lon && lon <= 43.14 && 36.32 <= lat && lat <= 36.35);
      }),
    );
    expect(ids.sort()).toEqual(wanted.map(({ externalId }) => externalId).sort());
  });
});
