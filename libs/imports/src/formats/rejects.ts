/** Columns in front of those of the file that rows were refused of; an import of the mended rows passes them over. */
export const reject_columns = ['sitrep_line', 'sitrep_column', 'sitrep_pointer', 'sitrep_reason'] as const;

/** True of a file of refused rows, which lacks those that were taken. */
export const isPart = (head: readonly string[]): boolean => reject_columns.every((column) => head.includes(column));
