import { conditionHistory, controlHistory, groupBy, tallyHistory } from '#situation';
import { conditionFacts } from '../../models/condition/condition.facts.js';
import { conditionClaims, insertConditions } from '../../models/condition/condition.table.js';
import { conditionSupports, insertConditionSpans, spanKey } from '../../models/condition/condition-spans.table.js';
import { controlSupports, insertAnswers } from '../../models/control/control-spans.table.js';
import { sidesFor } from '../../models/control/control-sides.table.js';
import { controlFacts } from '../../models/control/control.facts.js';
import { controlClaims, insertClaims, zonesOf } from '../../models/control/control.table.js';
import { insertMemberships } from '../../models/incidents/incidents.table.js';
import { readHistories } from '../../models/reports/report-histories.js';
import { insertReportVersions } from '../../models/reports/reports.table.js';
import { zonesOfDays } from '../../models/reports/zones-of-days.query.js';
import { insertSupports } from '../../table/supports.table.js';
import { tallyFacts } from '../../models/tallies/tallies.facts.js';
import { figuresOfIncidents, insertFigures } from '../../models/tallies/tallies.table.js';
import { insertTallySpans } from '../../models/tallies/tally-spans.table.js';
import { keysAfter, type KeyedTable, rowCount } from './build-keys.table.js';
import type { BuildStep } from './build-step.js';

const factsByReport: KeyedTable = { table: 'report_event', key: 'report_id' };
const claimsByPlace: KeyedTable = { table: 'control_claim', key: 'place_id' };
const conditionsByPlace: KeyedTable = { table: 'condition_claim', key: 'place_id' };
const figuresByIncident: KeyedTable = { table: 'tally_figure', key: 'incident' };

/** Every report: its versions and the incidents that it belonged to, and what it claims and counts. */
const reports: BuildStep = {
  count: (tables) => rowCount(tables, factsByReport),
  next: async (tables, wanted) => {
    const range = await keysAfter(tables, factsByReport, wanted);
    if (range === undefined) return undefined;
    const { versions, memberships } = await readHistories(tables, range.keys, wanted.slice);
    const claims = controlFacts(versions);
    const zoneOf = await zonesOf(tables, [...new Set(claims.map(({ claim }) => claim.place))]);
    const daysIn = await zonesOfDays(tables, versions);
    const write: BuiltWrite = async (written) => {
      await insertReportVersions(written, versions, daysIn);
      await insertMemberships(written, memberships);
      await insertClaims(written, claims, zoneOf);
      await insertConditions(written, conditionFacts(versions));
      await insertFigures(written, tallyFacts(versions, memberships, daysIn));
    };
    return { until: range.until, size: range.size, write };
  },
};

/** Who held every place. */
const control: BuildStep = {
  count: (tables) => rowCount(tables, claimsByPlace),
  next: async (tables, wanted) => {
    const range = await keysAfter(tables, claimsByPlace, wanted);
    if (range === undefined) return undefined;
    const zoneOf = await zonesOf(tables, range.keys);
    const all = await controlClaims.ofPlaces(tables, range.keys);
    const sideOf = await sidesFor(tables, all);
    const places = [...groupBy(all, ({ claim }) => claim.place)].map(([key, claims]) => {
      const history = controlHistory(claims, { zone: zoneOf(key), sideOf });
      return { key, history };
    });
    const write: BuiltWrite = async (written) => {
      await insertAnswers(
        written,
        places.flatMap(({ key, history }) => history.answers.map((row) => ({ ...row, key }))),
      );
      await insertSupports(
        written,
        controlSupports,
        places.flatMap(({ key, history }) => history.supports.map((row) => ({ ...row, key }))),
      );
    };
    return { until: range.until, size: range.size, write };
  },
};

/** What state every thing was in. */
const condition: BuildStep = {
  count: (tables) => rowCount(tables, conditionsByPlace),
  next: async (tables, wanted) => {
    const range = await keysAfter(tables, conditionsByPlace, wanted);
    if (range === undefined) return undefined;
    const zoneOf = await zonesOf(tables, range.keys);
    const byPlace = groupBy(await conditionClaims.ofPlaces(tables, range.keys), ({ claim }) => claim.place);
    const axes = [...byPlace].flatMap(([placeId, all]) =>
      conditionHistory(all, zoneOf(placeId)).map((history) => ({ ...history, key: spanKey(placeId, history.axis) })),
    );
    const write: BuiltWrite = async (written) => {
      await insertConditionSpans(
        written,
        axes.flatMap(({ key, answers }) => answers.map((row) => ({ ...row, key }))),
      );
      await insertSupports(
        written,
        conditionSupports,
        axes.flatMap(({ key, supports }) => supports.map((row) => ({ ...row, key }))),
      );
    };
    return { until: range.until, size: range.size, write };
  },
};

/** What was counted in every incident. */
const tallies: BuildStep = {
  count: (tables) => rowCount(tables, figuresByIncident),
  next: async (tables, wanted) => {
    const range = await keysAfter(tables, figuresByIncident, wanted);
    if (range === undefined) return undefined;
    const byIncident = groupBy(await figuresOfIncidents(tables, range.keys), ({ incident }) => incident);
    const spans = [...byIncident].flatMap(([incident, all]) => tallyHistory(incident, all));
    return { until: range.until, size: range.size, write: (written) => insertTallySpans(written, spans) };
  },
};

type BuiltWrite = NonNullable<Awaited<ReturnType<BuildStep['next']>>>['write'];

/** The steps of a full build after the facts, by name. Those after `reports` read what it wrote. */
export const buildSteps = { reports, control, condition, tallies } as const;
export type BuildStepName = keyof typeof buildSteps;
