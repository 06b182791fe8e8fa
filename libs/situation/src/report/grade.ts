/** Reliability of the source: A completely reliable … E unreliable, F cannot be judged (Admiralty, NATO AJP-2.1). */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

/** Credibility of the content: 1 confirmed … 5 improbable, 6 cannot be judged. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof credibilities)[number];

/** A desk's assessment of one report, on two axes that are never merged into one score. */
export interface Grade {
  readonly reliability: Reliability;
  readonly credibility: Credibility;
  readonly reason?: string;
}

/** Negative when `a` is the better grade: the more reliable source first, then the more credible content. */
export function compareGrades(a: Grade, b: Grade): number {
  return reliabilities.indexOf(a.reliability) - reliabilities.indexOf(b.reliability) || a.credibility - b.credibility;
}

/** How sure the desk is of a claim or an answer. */
export const confidences = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof confidences)[number];

/** The best of some confidences; `low` for none. */
export function bestConfidence(all: Iterable<Confidence>): Confidence {
  let best = 0;
  for (const confidence of all) best = Math.max(best, confidences.indexOf(confidence));
  return confidences[best] ?? 'low';
}

/** The least of some confidences; `high` for none. */
export const leastConfidence = (all: readonly Confidence[]): Confidence =>
  confidences.find((confidence) => all.includes(confidence)) ?? 'high';
