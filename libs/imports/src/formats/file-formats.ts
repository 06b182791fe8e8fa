/** The formats of files that `sitrep import` reads row by row. */
export const fileFormats = ['ucdp-ged', 'acled', 'acled-deleted', 'geonames', 'cod-ab', 'table'] as const;
