import type { Schema } from './shapes.js';

/** What a property means where its name does not say enough, by its path; lists are walked through. */
export type PropertyMeanings = Readonly<Record<string, string>>;

export const reportMeanings: PropertyMeanings = {
  id: 'The identity of the report. It never changes; corrections and retractions name it.',
  externalId: "The outlet's own number for it. The id may be derived from outlet and this number.",
  background: 'True when it tells of the past to explain the present.',
  summary: 'What is reported, in the words of the desk.',
  occurred: 'When it happened: between from and to, both included. Without from the start is unknown.',
  'occurred.derivation': 'How the dates were read from the account, such as "Monday".',
  reportedAt: 'When the source made it known; from then on it counts for questions about what was known.',
  places: 'Where, by the slugs of the places.',
  control: 'What the report says about who holds places.',
  'control.effect':
    'gained: the place changed hands; observed: it was seen in these hands; contested: it was fought over.',
  'control.takenFrom': 'Who lost the place.',
  'control.effective': 'When a gain counts from, or when it was seen so. A day speaks for the end of that local day.',
  'control.windowFrom':
    'Of a gain: the earliest that it can have happened, "open" when unknown. Of contested: when the fighting began.',
  'control.windowTo': 'Of contested: when the fighting ended, included. Of a gain: the latest it can have happened.',
  'control.since': 'Since when it was so already, for what was observed.',
  'control.extent': 'How much of the place is meant, when it is not the whole.',
  condition: 'What the report says about the state that roads, bridges, buildings and sites were in.',
  'condition.state': 'How whole it was: intact, damaged, destroyed, looted. Whether one got through: open, cut.',
  'condition.effective': 'When it was so. A day speaks for the end of that local day.',
  'condition.windowFrom': 'The earliest that it can have become so, "open" when unknown.',
  'condition.since': 'From when on it was so for certain.',
  'condition.closedTo': 'Of cut: to whom the way is closed. Who sits on it is a claim about control.',
  'condition.closedBy': 'Of cut: who closed it.',
  sensitivity:
    'The level from which on it may be read, one of those that the desk has set. The highest that the report or any of its ' +
    'corrections names holds for all of its versions.',
  figures: 'What the report counts.',
  'figures.group': 'Whom it counts: an actor, or one of anyone, detainees, military and mixed.',
  'figures.groupWording': 'The group as printed, where it says more than the slug.',
  'figures.low': 'As reported. What is not given is left out, never 0.',
  'figures.lowExclusive': 'True when the low is not reached: "more than 20".',
  'figures.basis':
    'incremental figures may be added up; cumulative is a running total of its period; snapshot is so at the end of ' +
    'its period; forecast has not happened and never counts.',
  'figures.period':
    'From and to, both days included; without from the start is unknown. What was told by the hour stands in instants, ' +
    'and here on the day that it was written with.',
  'figures.instants':
    'The ends of the period that were told by the hour. Their days are days of the place, whatever its zone is by then.',
  'figures.subsetOf': 'The report whose figure contains this one: the two are never added.',
  'figures.wording': 'The qualifier as printed, such as "dozens".',
  source: 'Who says it.',
  'source.chain': 'From the first voice to the outlet that made it known.',
  'source.speaksFor':
    'The actors whose account it is: the first voice, and any that confirms it. Empty when the outlet alone speaks; ' +
    'left out, the actors in the roles speaker and reported_by, else the first voice of the chain that is a registered actor.',
  grade: 'The assessment of the desk, on two axes that are never merged.',
  'grade.reliability': 'Of the source: A completely reliable to E unreliable, F cannot be judged.',
  'grade.credibility': 'Of the content: 1 confirmed to 5 improbable, 6 cannot be judged.',
  incident: 'Reports with one key and same_event tell of one development and are counted once.',
  related: 'Reports that belong together with this one.',
  contradicts: 'Reports that say otherwise.',
};

const follows =
  'The last events about the report that its author knew of, the report itself included; in version 1 one event alone. ' +
  'Of amendments of one moment the one that follows another, directly or through others, comes after it.';

export const correctionMeanings: PropertyMeanings = {
  id: 'The identity of this amendment; sent twice, it counts once.',
  reportId: 'The report that is corrected.',
  reportedAt: 'When the correction was made known; before that the old version stands.',
  report: 'The whole report as it reads now.',
  follows,
};

export const retractionMeanings: PropertyMeanings = {
  id: 'The identity of this amendment; sent twice, it counts once.',
  reportId: 'The report that is withdrawn.',
  reportedAt: 'When the retraction was made known; from then on the report counts for nothing, until it is reinstated.',
  follows,
};

export const reinstatementMeanings: PropertyMeanings = {
  id: 'The identity of this amendment; sent twice, it counts once.',
  reportId: 'The report that counts again.',
  reportedAt: 'From then on the report counts as if it had never been withdrawn, with what was said of it meanwhile.',
  follows,
};

export const gradingMeanings: PropertyMeanings = {
  id: 'The identity of this amendment; sent twice, it counts once.',
  reportId: 'The report that is assessed.',
  reportedAt: 'When it was assessed; before that the old grade stands. The grade of a later correction replaces it.',
  grade: 'The assessment of the desk, on two axes that are never merged.',
  reason: 'Why it was assessed anew.',
  follows,
};

export const revisionMeanings: PropertyMeanings = {
  id: 'The identity of this revision; sent twice, it counts once.',
  reportId: 'The report that the draft would become.',
  reportedAt: 'When it was revised.',
  report: 'The whole draft as it reads now; its own reportedAt says when the source made it known.',
};

export const approvalMeanings: PropertyMeanings = {
  id: 'The identity of the decision, derived from the report: a draft is decided about once.',
  reportId: 'The report that the draft becomes.',
  reportedAt: 'When it was approved. What was known when goes on by the reportedAt of the report itself.',
  draft: 'The event whose words are approved: the draft itself, by the id of the report, or a revision of it.',
  note: 'What the decision rests on.',
};

export const rejectionMeanings: PropertyMeanings = {
  id: 'The identity of the decision, derived from the report: a draft is decided about once.',
  reportId: 'The report that the draft would have become.',
  reportedAt: 'When it was rejected.',
  draft: 'The event whose words are rejected: the draft itself, by the id of the report, or a revision of it.',
};

const decisionMeanings: PropertyMeanings = {
  id: 'The identity of this decision; sent twice, it counts once.',
  incident: 'The key of the incident.',
  reportedAt: 'When it was decided; of several decisions about a report the latest stands.',
  follows:
    'The last events about each of the reports that its author knew of; in version 1 one event about one of them. Of ' +
    'decisions of one moment the one that follows another, directly or through others, comes after it.',
};

export const linkMeanings: PropertyMeanings = {
  ...decisionMeanings,
  reportIds: 'The reports that belong to the incident from then on, whatever they say themselves.',
};

export const unlinkMeanings: PropertyMeanings = {
  ...decisionMeanings,
  reportIds:
    'The reports that no longer belong to it: each returns to the incident that it names itself, or stands alone.',
};

const nameMeanings: PropertyMeanings = {
  names: 'What it is called in other languages, each in its own script.',
  'names.language': 'BCP 47.',
};

export const placeMeanings: PropertyMeanings = {
  parent: 'The place that this one is part of. Control is never inherited between the two.',
  'location.precisionKm': 'How far off the coordinates may be, in kilometres.',
  timeZone: 'Decides which instants a local day of this place spans.',
  connects: 'Of a road, bridge, river or border: the places between which it leads or can be crossed.',
  means: 'Of a road, bridge, river or border: by what means one uses it.',
  exitsComplete: 'Somebody says that the registered ways out of the place are all that there are.',
  'exitsComplete.from': 'The first local day on which they are.',
  'exitsComplete.to': 'The last local day, to its end; left out when no end is known.',
  'exitsComplete.source': 'Who says so.',
  ...nameMeanings,
};

export const actorMeaningsV1: PropertyMeanings = { parents: 'The actors that this one is part of.' };

const dayMeanings = (relation: string): PropertyMeanings => ({
  [`${relation}.from`]: 'The first local day; left out when no beginning is known.',
  [`${relation}.to`]: 'The last local day, to its end; left out when no end is known.',
});

export const actorMeaningsV2: PropertyMeanings = {
  ...actorMeaningsV1,
  alliedWith: 'Whom it stands by, and when.',
  ...dayMeanings('alliedWith'),
  opposes: 'Whom it stands against, and when.',
  ...dayMeanings('opposes'),
  ...nameMeanings,
};

export const actorMeanings: PropertyMeanings = {
  ...actorMeaningsV2,
  parents: 'The actors that this one is part of, and when: on those days it is of their side.',
  ...dayMeanings('parents'),
};

/** The schema with these meanings as descriptions. Throws when a path leads nowhere: then the two have grown apart. */
export function explain(schema: Schema, meanings: PropertyMeanings): Schema {
  return Object.entries(meanings).reduce((part, [path, text]) => explainAt(part, path.split('.'), text), schema);
}

function explainAt(schema: Schema, path: readonly string[], description: string): Schema {
  const [name, ...rest] = path;
  if (name === undefined) return { ...schema, description };
  if (schema.type === 'array') return { ...schema, items: explainAt(schema.items as Schema, path, description) };
  const properties = schema.properties as Record<string, Schema> | undefined;
  const property = properties?.[name];
  if (property === undefined) throw new Error(`There is no property "${name}" to explain.`);
  return { ...schema, properties: { ...properties, [name]: explainAt(property, rest, description) } };
}
