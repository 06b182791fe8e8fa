import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Editions } from '#editions';
import { foldIdentity } from '#situation';
import { SENSITIVITY } from '../api-parts.js';
import type { SensitivitySettings } from '#platform';
import { Clearances } from './clearances.js';
import { OwnSecret } from './own-secret.service.js';

/** Writes down what the database may show, to those who read by SQL and to readers of each level: it knows no settings. */
@Injectable()
export class SqlSight implements OnApplicationBootstrap {
  constructor(
    private readonly editions: Editions,
    private readonly clearances: Clearances,
    private readonly own: OwnSecret,
    @Inject(SENSITIVITY) private readonly settings: SensitivitySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Words in place of the keys of incidents are made of it.
    await this.own.read();
    const { levels, standard, places, view } = this.settings;
    const outlets = folded(this.settings.outlets);
    await this.editions.database.query(
      `update sitrep.sensitivity_rule
       set levels = $1, standard = $2, outlets = $3, places = $4, place_kinds = $5, time_unit = $6, source = $7, count = $8, sql_clearance = $9
       where (levels, standard, outlets, places, place_kinds, time_unit, source, count, sql_clearance) is distinct from
         ($1::text[], $2::text, $3::jsonb, $4::jsonb, $5::text[], $6::text, $7::text, $8::text, $9::text)`,
      [levels, standard, outlets, places, view.place, view.time, view.source, view.count, this.clearances.ofSql],
    );
  }
}

/** By the one form of their names; of two that are alike the later one. */
const folded = (outlets: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(outlets).map(([name, level]) => [foldIdentity(name), level]));
