import { optionOf } from '../api/api-fetch.js';

/** A question that `sitrep ask` can ask: a list of the API, with the parameters of its route. */
export interface Question {
  readonly name: string;
  readonly summary: string;
  readonly path: string;
  /** True where the path ends with a place. */
  readonly ofPlace?: true;
  /** The parameters of HTTP, beside those that every question has. */
  readonly parameters: readonly Parameter[];
  readonly examples: readonly string[];
}

const meanings = {
  validAt: 'this moment of the world: a day of each place, to its end, or an instant (default: now)',
  knownAt: 'as known when: a day of the desk, to its end, or an instant (default: now)',
  policy: 'which of all that was reported counts (default: that of the edition)',
  stance: 'assessed: one answer; claimed: what each side claims',
  place: 'this place',
  within: 'this place and its parts',
  bbox: 'places in this box: minLon,minLat,maxLon,maxLat',
  holder: 'places that this actor, or a part of it, holds',
  rollUp: 'show holders as what they are part of: top, or an actor',
  kind: 'of this kind',
  state: 'in this state',
  measure: 'what to count: killed, wounded, displaced …, with commas between (required)',
  group: 'whom, with commas between',
  exact: 'true: groups and the actor without their parts',
  sumGroups: 'true: sum the groups named',
  sumMeasures: 'true: sum the measures named',
  actor: 'in which this actor has a part',
  role: 'the part that the actor plays',
  incident: 'of this incident',
  from: 'from this day on; of changes: the earlier date',
  to: 'to this day; of changes: the later date',
  interval: 'how what lies partly in the days counts: prorate, start or end',
  by: 'one row for each: day, week, month, place, group, actor or incident',
  for: 'for this party alone: an actor, civilians or aid',
  validFrom: 'in place of --from: the world alone moves',
  validTo: 'in place of --to',
  knownFrom: 'what is known of --valid-at alone moves: from then',
  knownTo: 'to then',
  sinceRecorded: 'what the log has recorded since this position, in place of the dates',
  kinds: 'these lists only: changedHands, firstReported, lapsed, refined, conditions, counts, known',
  type: 'of this type',
  outlet: 'of this outlet',
  externalId: 'with this number of the outlet',
  source: 'that go back to this source',
  order: 'what comes first: earliest, latest, occurred; relevance with --q; of incidents also key',
  q: 'that have these words, or are called so',
  family: 'of these families of types',
  reliability: 'whose source is graded so, with commas between',
  credibility: 'whose content is graded so, with commas between',
  anonymity: 'whose source is so far named',
  figures: 'true: that count something',
  contradicting: 'true: that contradict another; open: and nothing has settled it',
  onlyUnnamedSources: 'true: that give a number which rests on sources without a name alone',
  reportedFrom: 'made known on or after this day',
  reportedTo: 'made known on or before this day',
  recordedFrom: 'recorded by the log on or after this day',
  recordedTo: 'recorded by the log on or before this day',
  near: 'near this point: longitude,latitude, of reports with a radius in km',
  parent: 'parts of this place',
  on: 'as on this day',
  edition: 'of this edition (default: live)',
  snapshot: 'of this snapshot of an edition',
  minPosition: 'once this position of the log has been read',
} as const;

export type Parameter = keyof typeof meanings;

/** What says which reports are meant. */
const ofReports = [
  ...(['type', 'place', 'actor', 'outlet', 'externalId', 'source', 'incident', 'from', 'to', 'q', 'family'] as const),
  ...([
    'within',
    'bbox',
    'near',
    'role',
    'reliability',
    'credibility',
    'anonymity',
    'figures',
    'contradicting',
  ] as const),
  ...(['onlyUnnamedSources', 'reportedFrom', 'reportedTo', 'recordedFrom', 'recordedTo'] as const),
] as const;

const editionParameters = ['edition', 'snapshot', 'minPosition'] as const;
const clocks = ['validAt', 'knownAt'] as const;

/** The questions, by the words behind `sitrep ask`. */
export const questions: readonly Question[] = [
  {
    name: 'control',
    summary: 'who holds what',
    path: '/v1/control',
    parameters: [...clocks, 'place', 'within', 'bbox', 'holder', 'rollUp', 'stance', 'policy'],
    examples: ['--at 2017-03-08 --known 2017-03-09', '--within mosul --holder iraq --csv > control.csv'],
  },
  {
    name: 'conditions',
    summary: 'what state roads, bridges, buildings and sites are in',
    path: '/v1/conditions',
    parameters: [...clocks, 'place', 'within', 'bbox', 'kind', 'state', 'stance', 'policy'],
    examples: ['--at 2017-03-08 --kind road', '--state destroyed'],
  },
  {
    name: 'tallies',
    summary: 'how many',
    path: '/v1/tallies',
    parameters: [
      ...(['measure', 'group', 'from', 'to', 'knownAt', 'place', 'within', 'actor', 'role', 'incident', 'by'] as const),
      ...(['interval', 'exact', 'sumGroups', 'sumMeasures', 'policy'] as const),
    ],
    examples: ['--measure killed --from 2017-03-01 --to 2017-03-12', '--measure killed --by place --within iraq'],
  },
  {
    name: 'isolation',
    summary: 'which ways out of a place remain, and for whom',
    path: '/v1/isolation',
    ofPlace: true,
    parameters: [...clocks, 'for', 'policy'],
    examples: ['mosul --at 2017-03-08', 'mosul --for civilians'],
  },
  {
    name: 'changes',
    summary: 'what changed between two dates',
    path: '/v1/changes',
    parameters: [
      ...(['from', 'to', 'validFrom', 'validTo', 'knownFrom', 'knownTo', ...clocks] as const),
      'sinceRecorded',
      ...(['place', 'within', 'kinds', 'policy'] as const),
    ],
    examples: ['--from 2017-03-07 --to 2017-03-09 --kinds changedHands', '--since-recorded 331'],
  },
  {
    name: 'contradictions',
    summary: 'which reports contradict each other',
    path: '/v1/contradictions',
    parameters: ['knownAt', 'state', 'place', 'within'],
    examples: ['--state open', '--within mosul --known 2017-03-09'],
  },
  {
    name: 'reports',
    summary: 'which reports there are',
    path: '/v1/reports',
    parameters: ['knownAt', ...ofReports, 'order'],
    examples: ['--place mosul --order latest --limit 10', '--outlet Reuters --json'],
  },
  {
    name: 'incidents',
    summary: 'which reports tell of the same',
    path: '/v1/incidents',
    parameters: ['knownAt', ...ofReports, 'order'],
    examples: ['--place mosul', '--q "old city" --order latest'],
  },
  {
    name: 'places',
    summary: 'which places are registered',
    path: '/v1/places',
    parameters: ['q', 'kind', 'near', 'parent', 'within', 'bbox'],
    examples: ['--q mosul', '--within nineveh-governorate --kind bridge'],
  },
  {
    name: 'actors',
    summary: 'which actors are registered',
    path: '/v1/actors',
    parameters: ['q', 'kind', 'on'],
    examples: ['--q army'],
  },
];

/** Every parameter that a question may have. */
export const parametersOf = ({ parameters }: Question): readonly Parameter[] => [...parameters, ...editionParameters];

/** The options of the two clocks, which have two names each; commander files a value under the second. */
const clockFlags: Partial<Record<Parameter, string>> = { validAt: '--valid-at, --at', knownAt: '--known-at, --known' };
const clockNames: Partial<Record<Parameter, string>> = { validAt: 'at', knownAt: 'known' };

/** The option of a parameter as commander reads it, and what it means. */
export const optionFor = (parameter: Parameter): readonly [flags: string, meaning: string] => [
  `${clockFlags[parameter] ?? optionOf(parameter)} <value>`,
  meanings[parameter],
];

/** Under what name commander files the value of a parameter. */
export const filedAs = (parameter: Parameter): string => clockNames[parameter] ?? parameter;
