/** Embeddings, overrides and isolates (Unicode UAX #9): they can show words in an order in which nobody wrote them. */
const marks = /([\u202A-\u202E\u2066-\u2069])/u;

/** The text cut at such marks, which stand as parts of their own. */
export const partsOf = (text: string): readonly string[] => text.split(marks).filter((part) => part !== '');

export const isHidden = (part: string): boolean => part.length === 1 && marks.test(part);
