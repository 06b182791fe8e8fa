import { groupBy } from '#situation';
import { zonesOf } from '../../models/claims/zones.query.js';
import { incidentStays, rowOfMembership } from '../../models/incidents/incidents.table.js';
import { models } from '../../models/models.js';
import { readHistories } from '../../models/reports/report-histories.js';
import { reportVersionRows, rowOfVersion } from '../../models/reports/reports.table.js';
import { placesOfVersions } from '../../models/reports/zones-of-days.query.js';
import type { EditionTables } from '../../table/columns.js';
import type { ReadModel } from '../read-model.js';
import { keysAfter, type KeyedTable, rowCount } from './build-keys.table.js';
import type { BuildStep } from './build-step.js';

const factsByReport: KeyedTable = { table: 'report_event', key: 'report_id' };

/** Every report: its versions and the incidents that it belonged to, and what it states. */
const reportsFor = (among: readonly ReadModel[]): BuildStep => ({
  count: (tables) => rowCount(tables, factsByReport),
  next: async (tables, wanted) => {
    const range = await keysAfter(tables, factsByReport, wanted);
    if (range === undefined) return undefined;
    const histories = await readHistories(tables, range.keys, wanted.slice);
    const daysIn = await zonesOf(tables, placesOfVersions(histories.versions));
    const stated = among.map((readModel) => ({ readModel, all: readModel.statements(histories, daysIn) }));
    const placesOf = stated.flatMap(({ readModel: { isOfPlaces, said }, all }) =>
      isOfPlaces ? all.map((one) => said.keyOfSaid(one)) : [],
    );
    const zoneOf = await zonesOf(tables, placesOf);
    const write = async (written: EditionTables): Promise<void> => {
      await reportVersionRows.insert(
        written,
        histories.versions.map((version) => rowOfVersion(version, daysIn)),
      );
      await incidentStays.insert(written, histories.memberships.map(rowOfMembership));
      for (const { readModel, all } of stated) {
        const { said } = readModel;
        await said.insert(
          written,
          all.map((one) => said.rowOf(one, zoneOf(said.keyOfSaid(one)))),
        );
      }
    };
    return { until: range.until, size: range.size, write };
  },
});

/** Every key of a read model, resolved whole. */
function keysOf({ model, said, answers, supports, isOfPlaces, sides }: ReadModel): BuildStep {
  const byKey: KeyedTable = { table: said.table.name, key: said.key };
  return {
    count: (tables) => rowCount(tables, byKey),
    next: async (tables, wanted) => {
      const range = await keysAfter(tables, byKey, wanted);
      if (range === undefined) return undefined;
      const zoneOf = await zonesOf(tables, isOfPlaces ? range.keys : []);
      const all = (await said.ofKeys(tables, range.keys)).map((row) => said.saidOf(row));
      const sideOf = (await sides?.of(tables, all)) ?? ((actor: string) => [actor]);
      const lanes = [...groupBy(all, (one) => said.keyOfSaid(one))].flatMap(([key, about]) =>
        model.history(about, { key, zone: zoneOf(key), sideOf }).map((lane) => ({ ...lane, key })),
      );
      const write = async (written: EditionTables): Promise<void> => {
        await answers.insert(
          written,
          lanes.flatMap(({ key, lane, ...history }) => history.answers.map((row) => ({ ...row, key, lane }))),
        );
        await supports?.insert(
          written,
          lanes.flatMap(({ key, lane, ...history }) => history.supports.map((row) => ({ ...row, key, lane }))),
        );
      };
      return { until: range.until, size: range.size, write };
    },
  };
}

/** The steps of a full build after the facts, by name, in their order. Those after `reports` read what it wrote. */
export const buildStepsFor = (among: readonly ReadModel[]): Readonly<Record<string, BuildStep>> => ({
  reports: reportsFor(among),
  ...Object.fromEntries(among.map((readModel) => [readModel.name, keysOf(readModel)])),
});

export const buildSteps = buildStepsFor(models);
