import type { Cause, Change } from '../domain/change.js';

/** A change before its reports are read and its sentence is written. */
export interface FoundChange extends Omit<Change, 'reports' | 'text' | 'causes'> {
  readonly cause: Cause;
  readonly reportIds: readonly string[];
  /** From what to what: the same step twice at one place is one change. */
  readonly step: string;
}
