import { strFromU8, unzipSync } from 'fflate';

/** Words that stand in the withheld report alone, and the position of a place that is withheld. */
export const secrets = [
  'zarqunite',
  'Nightjar',
  'Veilman',
  'marginalium',
  'threescorefold',
  'NJ-7781',
  '36.123457',
  '43.765432',
];

export const places = [
  { id: 'farland', name: 'Farland', kind: 'country', timeZone: 'UTC' },
  { id: 'plain', name: 'The plain', kind: 'governorate', parent: 'farland', timeZone: 'UTC' },
  { id: 'hill', name: 'The hill', kind: 'district', parent: 'plain', timeZone: 'UTC' },
  { id: 'house', name: 'A house', kind: 'building', parent: 'hill', timeZone: 'UTC' },
].map((place) =>
  place.id === 'house' ? { ...place, location: { lat: 36.123457, lon: 43.765432, precisionKm: 0 } } : place,
);
export const actors = ['reds', 'blues'].map((id) => ({ id, name: id, kind: 'state' }));

export const report = (externalId: string, outlet: string, more: object) => ({
  externalId,
  type: 'area_seized',
  summary: `Seen by ${externalId}`,
  occurred: { from: '2020-03-17' },
  reportedAt: '2020-03-18T07:31:00Z',
  places: ['hill'],
  source: { outlet },
  ...more,
});

export const open = report('O-1', 'Desk', {
  incident: { key: 'E-HILL' },
  figures: [{ measure: 'killed', group: 'reds', best: 3, basis: 'incremental' }],
});
export const withheld = report('NJ-7781', 'Nightjar Wire', {
  summary: 'The zarqunite column took the hill.',
  sensitivity: 'restricted',
  incident: { key: 'E-HILL' },
  contradicts: [],
  note: 'A marginalium.',
  verification: 'Veilman was seen.',
  places: ['house', 'hill'],
  control: [
    {
      place: 'house',
      effect: 'gained',
      status: 'held',
      holders: ['blues'],
      effective: '2020-03-17',
      note: 'zarqunite',
    },
  ],
  figures: [
    { measure: 'killed', group: 'reds', best: 61, basis: 'incremental', wording: 'threescorefold', note: 'zarqunite' },
  ],
  source: { outlet: 'Nightjar Wire', chain: ['Colonel Veilman', 'Nightjar Wire'], anonymity: 'named' },
});

/** One that names the house in a figure alone. */
export const counted = report('O-4', 'Desk', {
  summary: 'A chambrette.',
  figures: [{ measure: 'killed', group: 'blues', best: 2, basis: 'incremental', place: 'house' }],
});

const bare = (number: string): object =>
  report(number, 'Desk', { summary: 'A quelquepart.', reportedAt: '2020-03-18T09:41:07Z' });
/** A draft, and what is to be read of it later; and one that names the house in a claim alone. */
export const lower = bare('D-1');
export const higher = { ...lower, sensitivity: 'restricted' };
export const elsewhere = {
  ...bare('D-2'),
  control: [{ place: 'house', effect: 'gained', holders: ['blues'], effective: '2020-03-17' }],
};

/** All bytes of an answer as text: what is packed in a file is unpacked. */
export const bytesOf = async (answer: Response): Promise<string> => {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b ? Object.values(unzipSync(bytes)) : [bytes];
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${headers}\n${packed.map((part) => strFromU8(part)).join('\n')}`;
};

/** The address with its parameters filled in, in every way. */
function filled(path: string, values: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const [, name] = /\{(\w+)\}/.exec(path) ?? [];
  if (name === undefined) return [path];
  return (values[name] ?? ['live']).flatMap((value) => filled(path.replace(`{${name}}`, value), values));
}

/** A route of the description. */
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}

export const registered = [
  ['/v1/places', places],
  ['/v1/actors', actors],
] as const;

export const linked = (reportIds: readonly string[]): object => ({
  reportIds,
  incident: 'E-OTHER',
  reportedAt: '2020-03-19T00:00:00Z',
  reason: 'zarqunite',
});

type Paths = Readonly<Record<string, { readonly get?: Operation }>>;

/** Every reading route of the description, with everything it can be asked about that report. */
export function questionsOf(paths: Paths, id: string, watch: string): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    id: [id, 'house', 'hill', 'reds', watch, 'live'],
    place: ['house', 'hill', 'plain'],
    key: ['E-HILL', 'E-OTHER', id],
    edition: ['live'],
    type: ['area_seized'],
    code: ['malformed'],
    measure: ['killed'],
    q: ['hill', 'zarqunite'],
    from: ['2020-03-01'],
    to: ['2020-04-01'],
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (get === undefined || path === '/v1/stream' || path.startsWith('/v1/auth') || path.includes('diff')) return [];
    const names = new Set((get.parameters ?? []).map(({ name }) => name));
    const asks = ['/v1/search', '/v1/tallies', '/v1/changes', '/v1/days', '/v1/briefings'].some((one) =>
      path.startsWith(one),
    );
    const query = asks ? ['measure', 'q', 'from', 'to'].filter((name) => names.has(name)) : [];
    const searched = path === '/v1/search' ? (values['q'] ?? []) : ['hill'];
    const text = (q: string) => query.map((name) => `${name}=${name === 'q' ? q : values[name]?.[0]}`).join('&');
    const whole = filled(path, values).flatMap((one) => searched.map((q) => `${one}?${text(q)}`));
    const formats = names.has('format')
      ? path === '/v1/briefings'
        ? ['md', 'html', 'docx']
        : ['csv', 'ndjson', 'xlsx', 'geojson']
      : [];
    const more =
      path === '/v1/reports' || path === '/v1/incidents'
        ? ['&facets=type,outlet,place,actor,day&order=latest&limit=1']
        : [];
    return whole.flatMap((one) => [
      one,
      ...more.map((add) => one + add),
      ...formats.map((format) => `${one}&format=${format}`),
    ]);
  });
}
