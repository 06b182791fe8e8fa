/** The version of Sitrep that writes editions: that of package.json, which a spec compares. */
export const code_version = '0.1.0';
