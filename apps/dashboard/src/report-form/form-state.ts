/** How a number is known. */
export type Extent = 'exact' | 'range' | 'above' | 'about' | 'unsaid';

/** The answers to the questions of the form, as they stand. */
export interface FormState {
  /** The id that the report will have: sent twice, it comes once. */
  readonly id: string;
  readonly type: string | undefined;
  readonly place: string | undefined;
  /** A day; `unknown`: nobody says when. */
  readonly day: string;
  readonly by: readonly string[];
  readonly to: readonly string[];
  readonly state: string | undefined;
  readonly voice: string;
  readonly outlet: string;
  readonly seen: boolean;
  /** The day on which the source made it known; empty: now. */
  readonly published: string;
  /** Such as B3; empty: not graded. */
  readonly grade: string;
  readonly measure: string | undefined;
  readonly group: string | undefined;
  readonly extent: Extent;
  readonly low: string;
  readonly high: string;
  /** What the desk wrote instead of the sentence that the form makes. */
  readonly summary: string;
  /** Why an earlier report is corrected. */
  readonly reason: string;
}

export const emptyForm = (day: string): FormState => ({
  id: crypto.randomUUID(),
  type: undefined,
  place: undefined,
  day,
  by: [],
  to: [],
  state: undefined,
  voice: '',
  outlet: '',
  seen: false,
  published: '',
  grade: '',
  measure: undefined,
  group: undefined,
  extent: 'exact',
  low: '',
  high: '',
  summary: '',
  reason: '',
});

const kept = 'sitrep.draft';

/** The draft that this device keeps; undefined where there is none that can be read. */
export function keptDraft(): FormState | undefined {
  try {
    const text = localStorage.getItem(kept);
    return text === null ? undefined : { ...emptyForm('unknown'), ...(JSON.parse(text) as Partial<FormState>) };
  } catch {
    return undefined;
  }
}

/** Keeps the draft on this device; undefined forgets it. */
export function keepDraft(state: FormState | undefined): void {
  if (state === undefined) localStorage.removeItem(kept);
  else localStorage.setItem(kept, JSON.stringify(state));
}
