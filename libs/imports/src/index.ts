export { fileFormats } from './formats/file-formats.js';
export { open_answers, readMapping, type Mapping } from './formats/mapping/mapping.js';
export type { Body, PreparedImport, Registration, Row, RowFault } from './formats/prepared-import.js';
export { reject_columns } from './formats/rejects.js';
export { openTable } from './formats/tables/open-table.js';
export type { Table } from './formats/tables/table.js';
export { campaignArchive, campaignKinds, type LinesFile } from './formats/archives/campaign-archive.js';
export { ImportRefused } from './import-refused.js';
export { bundleNameOf } from './run/bundle-name.js';
export { BatchSender, type SenderOptions } from './run/batch-sender.js';
export { type DecidedLine, type LineSender, sendLines } from './run/import-lines.js';
export { type ImportRowsOptions, importRows, type Rejects } from './run/import-rows.js';
export { type KnownBefore, knownBefore, type ReadPath } from './run/known-before.js';
export {
  openImport,
  type OpenedImport,
  type OpenOptions,
  type Proposal,
  proposeImport,
  suggestMapping,
} from './run/open-import.js';
export { type Answer, type Decision, type Problem, readAnswer } from './run/read-answer.js';
export { RowsOutcome } from './run/rows-outcome.js';
export { type Line, splitLines } from './run/split-lines.js';
export { type PostTrial, TrialSender } from './run/trial-sender.js';
