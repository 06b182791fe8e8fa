/** Embeddings, overrides and isolates (Unicode UAX #9). */
const direction_marks = /[\u202A-\u202E\u2066-\u2069]/g;

/** Returns text as a sentence takes it up: without marks that would put what stands behind it in another order. */
export const withoutDirectionMarks = (text: string): string => text.replace(direction_marks, '');
