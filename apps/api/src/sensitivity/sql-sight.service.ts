import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Editions } from '#editions';
import { foldIdentity } from '#situation';
import { SENSITIVITY } from '../api-parts.js';
import { type AdvisoryLock, type SensitivitySettings, shareAdvisoryLock, StartupRefused } from '#platform';
import { Clearances } from './clearances.js';
import { OwnSecret } from './own-secret.service.js';

/** Every process of a database holds it as long as it runs: by the rule that it reads by, nobody else's is changed under it. */
const lock_name = 'sitrep.sensitivity';

/**
 * Writes down what the database may show, to those who read by SQL and to readers of each level: it knows no settings. The rule
 * is that of all processes: one that has another does not start while others run.
 */
@Injectable()
export class SqlSight implements OnApplicationBootstrap, OnModuleDestroy {
  private lock: AdvisoryLock | undefined;

  constructor(
    private readonly editions: Editions,
    private readonly clearances: Clearances,
    private readonly own: OwnSecret,
    @Inject(SENSITIVITY) private readonly settings: SensitivitySettings,
  ) {}

  /** @throws {StartupRefused} another process runs by another rule. */
  async onApplicationBootstrap(): Promise<void> {
    // Words in place of the keys of incidents are made of it.
    await this.own.read();
    const { levels, standard, places, view } = this.settings;
    const outlets = folded(this.settings.outlets);
    const rule = [
      levels,
      standard,
      outlets,
      places,
      view.place,
      view.time,
      view.source,
      view.count,
      this.clearances.ofSql,
    ];
    this.lock = await shareAdvisoryLock(this.editions.database, lock_name, async (isAlone, sql) => {
      const [other] = await sql.query(
        `select from sitrep.sensitivity_rule where ${columns} is distinct from ${values}`,
        rule,
      );
      if (other === undefined) return;
      if (!isAlone) throw new StartupRefused(refusal);
      await sql.query(`update sitrep.sensitivity_rule set ${columns} = ${values}`, rule);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.lock?.release();
    this.lock = undefined;
  }
}

const columns = '(levels, standard, outlets, places, place_kinds, time_unit, source, count, sql_clearance)';
const values = '($1::text[], $2::text, $3::jsonb, $4::jsonb, $5::text[], $6::text, $7::text, $8::text, $9::text)';

const refusal =
  'Another process of this Sitrep runs with another SITREP_SENSITIVITY, or other levels by default. Give all processes of one ' +
  'database the same. To change it, stop all of them, then start them with the new one. See docs/how-to/sensitive.md.';

/** By the one form of their names; of two that are alike the later one. */
const folded = (outlets: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(outlets).map(([name, level]) => [foldIdentity(name), level]));
