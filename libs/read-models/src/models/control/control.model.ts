import { type ControlAnswer, controlModel, decisiveClaims, type KnownClaim } from '#situation';
import type { ReadModel } from '../../drive/read-model.js';
import { controlClaims, controlClaimsIn, controlSpans, controlSupports } from './control.table.js';
import { frontiersOfPlaces } from './control-frontier.js';
import { placesNaming, sidesFor } from './control-sides.table.js';

/** Who held every place, as it was and as it was known. */
export const control: ReadModel<KnownClaim, ControlAnswer> = {
  name: 'control',
  model: controlModel,
  statements: ({ versions }) => controlClaimsIn(versions),
  said: controlClaims,
  answers: controlSpans,
  supports: controlSupports,
  lock: 'place',
  isOfPlaces: true,
  isOfIncidents: false,
  sides: { of: sidesFor, keysNaming: placesNaming },
  // Where they suffice is found with the frontier, for it hangs on sides.
  decisive: { among: decisiveClaims, openFromMs: () => undefined },
  frontier: frontiersOfPlaces,
};
