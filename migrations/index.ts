import { Editions1795000000002 } from './core/1795000000002-editions.js';

export { createReadModels } from './edition/read-models.js';

/** The migrations of the schema `sitrep`, in order. */
export const coreMigrations = [Editions1795000000002];
