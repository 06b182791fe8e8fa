import type { Cause, Change } from '../domain/change.js';

/** A change before its reports are read and its sentence is written. */
export interface FoundChange extends Omit<Change, 'reports' | 'text' | 'causes'> {
  readonly cause: Cause;
  readonly reportIds: readonly string[];
  /** From what to what: the same step twice at one place is one change. */
  readonly step: string;
}

/** The changes without those that repeat the step of one before them: the same step at a later moment is the same change. */
export const distinctSteps = (changes: readonly FoundChange[]): readonly FoundChange[] =>
  changes.filter(({ step }, index) => changes.findIndex((other) => other.step === step) === index);
