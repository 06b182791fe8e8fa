export { fileFormats } from './formats/file-formats.js';
export { open_answers } from './formats/mapping/mapping.js';
export { readMapping } from './formats/mapping/read-mapping.js';
export type { Row, RowFault } from './formats/prepared-import.js';
export { reject_columns } from './formats/rejects.js';
export { openTable } from './formats/tables/open-table.js';
export { campaignArchive, campaignKinds, type LinesFile } from './formats/archives/campaign-archive.js';
export { ImportRefused } from './import-refused.js';
export { bundleNameOf } from './run/bundle-name.js';
export { BatchSender, type SenderOptions } from './run/batch-sender.js';
export { type DecidedLine, type LineSender, sendLines } from './run/import-lines.js';
export { importRows, type Rejects } from './run/import-rows.js';
export { knownBefore } from './run/known-before.js';
export {
  openImport,
  type OpenedImport,
  type OpenOptions,
  type Proposal,
  proposeImport,
  suggestMapping,
} from './run/open-import.js';
export { type Decision, type Problem } from './run/read-answer.js';
export { RowsOutcome } from './run/rows-outcome.js';
export { type PostTrial, TrialSender } from './run/trial-sender.js';
