/** How a number is known. */
export type Extent = 'exact' | 'range' | 'above' | 'about' | 'unsaid';

/** How much of the place is meant. */
export type Share = 'all' | 'most' | 'nearly_all';

/** What is counted, of whom, and how many. */
export interface FigureAnswer {
  readonly measure: string;
  readonly group: string | undefined;
  readonly extent: Extent;
  readonly low: string;
  readonly high: string;
  readonly basis: string;
  /** Of a running total: the day on which it begins; empty: not known. */
  readonly since: string;
  /** Of a correction: which figure of the report it is. */
  readonly of?: number;
}

/** The actors that answer a question, by their role in the report. */
export type ActorsByRole = Readonly<Record<string, readonly string[]>>;

/** The answers to the questions of the form, as they stand. */
export interface FormState {
  /** The id that the report will have: sent twice, it comes once. */
  readonly id: string;
  readonly type: string | undefined;
  readonly place: string | undefined;
  /** A day; `unknown`: nobody says when. */
  readonly day: string;
  readonly actors: ActorsByRole;
  /** The state that a thing was put into. */
  readonly state: string | undefined;
  /** What the place suffers, and `contested` where it is fought over. */
  readonly suffers: readonly string[];
  readonly share: Share;
  readonly voice: string;
  readonly outlet: string;
  readonly seen: boolean;
  /** Whose account it is; empty: nobody's but the outlet's; undefined: not said. */
  readonly speaksFor: readonly string[] | undefined;
  /** The day on which the source made it known; empty: now. */
  readonly published: string;
  /** Such as B3; empty: not graded. */
  readonly grade: string;
  readonly figures: readonly FigureAnswer[];
  /** What the desk wrote instead of the sentence that the form makes. */
  readonly summary: string;
  /** Why an earlier report is corrected. */
  readonly reason: string;
  /** The type of which somebody said that nobody is named as holder. */
  readonly unnamedIn: string | undefined;
  /** Of a correction: the sentence of the answers beside which somebody said that the old summary still holds. */
  readonly summaryHolds: string | undefined;
}

export const emptyForm = (day: string): FormState => ({
  id: crypto.randomUUID(),
  type: undefined,
  place: undefined,
  day,
  actors: {},
  state: undefined,
  suffers: [],
  share: 'all',
  voice: '',
  outlet: '',
  seen: false,
  speaksFor: undefined,
  published: '',
  grade: '',
  figures: [],
  summary: '',
  reason: '',
  unnamedIn: undefined,
  summaryHolds: undefined,
});

const kept = 'sitrep.draft.2';

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
