import { type VerificationStorage, verifyEdition, type WritableEdition } from '#editions';

/** What an independent refold of the log says of an edition. */
export interface Refolded {
  /** Rows that the log gives. */
  readonly rows: number;
  /** Everything that is otherwise, a line each, at most some of each table. */
  readonly differences: readonly string[];
}

/** Refolds the log by the plain path, and tells where the edition differs; nothing may. */
export async function refolded(parts: VerificationStorage, edition: WritableEdition): Promise<Refolded> {
  const { tables, differences, findings } = await verifyEdition(parts, edition);
  return {
    rows: tables.reduce((sum, { expected }) => sum + expected, 0),
    differences: [
      ...findings.map(({ check, detail }) => `${check}: ${detail}`),
      ...differences.map((one) => `${one.table} ${one.key} ${one.kind}: ${JSON.stringify([one.row, one.columns])}`),
    ],
  };
}
