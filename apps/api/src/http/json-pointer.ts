/** A JSON pointer (RFC 6901) to a member: `pointerTo('control', 0, 'effect')` is `/control/0/effect`. */
export const pointerTo = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
