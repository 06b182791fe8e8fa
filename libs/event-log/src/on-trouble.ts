/** Reports what went wrong and is being dealt with. */
export type OnTrouble = (what: string, cause: unknown) => void;
