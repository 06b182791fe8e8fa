import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Editions } from '#editions';
import { SENSITIVITY } from '../api-parts.js';
import type { SensitivitySettings } from '#platform';
import { Clearances } from './clearances.js';

/** Writes down what the functions and views for reading by SQL may show: they know no settings. */
@Injectable()
export class SqlSight implements OnApplicationBootstrap {
  constructor(
    private readonly editions: Editions,
    private readonly clearances: Clearances,
    @Inject(SENSITIVITY) private readonly settings: SensitivitySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { levels, standard } = this.settings;
    const reading = this.clearances.readingOf(this.clearances.ofSql) ?? { levels, outlets: [], places: [] };
    await this.editions.database.query(
      `update sitrep.sql_sight set levels = $1, standard = $2, outlets = $3, places = $4
       where (levels, standard, outlets, places) is distinct from ($1::text[], $2::text, $3::text[], $4::text[])`,
      [reading.levels, standard, reading.outlets, reading.places],
    );
  }
}
