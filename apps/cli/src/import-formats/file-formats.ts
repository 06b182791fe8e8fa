/** The formats of files that `sitrep import` reads row by row. */
export const fileFormats = ['ucdp-ged', 'geonames', 'cod-ab', 'table'] as const;

/** The exit code of an import that refused a row. */
export const exit_refused = 5;
