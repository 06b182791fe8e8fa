/** The read models that are compared, in the order in which they are told. */
export const diffModels = ['control', 'conditions', 'tallies', 'reports', 'incidents', 'places', 'actors'] as const;
export type DiffModel = (typeof diffModels)[number];

/** What a read model says of something, by names of its own. */
export type Answer = Readonly<Record<string, unknown>>;

/** What one side says. */
export interface SideAnswer {
  /** For people: `held by iraq, under_fire (high)`. */
  readonly words: string;
  /** The same for programs; null where the side knows nothing of it. */
  readonly answer: Answer | null;
}

/** What is spoken of: a place, a count of an incident, a report. */
export interface DiffSubject {
  readonly id: string;
  /** The name of a place or an actor, the outlet’s number of a report; null where there is none. */
  readonly name: string | null;
  /** The axis of a condition, or what is counted; null where the id says all. */
  readonly detail: string | null;
}

/** From the first moment or day of it to the last; open where null. Instants are half open, days are both included. */
export interface DiffPeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/** Something of which the two sides say different things. */
export interface DiffItem {
  readonly readModel: DiffModel;
  readonly subject: DiffSubject;
  /** When in the world; null where the read model has no time, or one moment was asked about. */
  readonly period: DiffPeriod | null;
  readonly a: SideAnswer;
  readonly b: SideAnswer;
}
