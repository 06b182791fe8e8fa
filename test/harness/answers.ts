// What suites read of the api's answers: as much of each as is compared.

export interface Reference {
  readonly externalId: string;
}
/** A claim in an explanation. */
export interface Told {
  readonly report: Reference;
  readonly reason?: string;
  readonly because?: string;
}
export interface Axis {
  readonly state: string;
  readonly states: readonly string[];
  readonly reports: readonly Reference[];
}
export interface ExplainedAxis {
  readonly answer: Axis;
  readonly rule: string;
  readonly because: string;
  readonly supports: readonly Told[];
  readonly setAside: readonly Told[];
}
export interface Thing {
  readonly place: { readonly id: string };
  readonly integrity: Axis | null;
  readonly passage: Axis | null;
}
export interface Holding {
  readonly place: { readonly id: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly reports: readonly Reference[];
}

/** The reports by the numbers of their outlets, in the order of the answer. */
export const named = (all: readonly Reference[]): string => all.map(({ externalId }) => externalId).join(' ');
export const told = (all: readonly Told[]): string => named(all.map(({ report }) => report));
