import type { ConditionClaim, KnownCondition } from '#situation';
import { ClaimTable, storedClaim } from '../claims/claims.table.js';
import type { EditionTables } from '../../table/columns.js';
import { insertRows } from '../../table/stored-columns.table.js';

/** The stored claims about the condition of things. */
export const conditionClaims = new ClaimTable<ConditionClaim>('condition_claim');

/** Stores claims of which none is stored. */
export const insertConditions = (tables: EditionTables, claims: readonly KnownCondition[]): Promise<void> =>
  insertRows(tables, conditionClaims.name, storedClaim, claims);
