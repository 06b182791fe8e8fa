/** How many editions there may be beside the live one, and how much of the disk they may take. */
export interface EditionLimits {
  readonly most: number;
  readonly mostBytes: number;
}

/** What holds where the settings do not say. */
export const default_edition_limits: EditionLimits = { most: 20, mostBytes: 50_000_000_000 };
