import { usual_pace } from '#watches';

/** Looks and tries again sooner than a desk needs, so that a suite need not wait. */
export const quick = {
  ...usual_pace,
  tickMs: 50,
  timeoutMs: 300,
  turnMs: 100,
  backoff: { firstMs: 50, factor: 1, longestMs: 50, giveUpAfterMs: 60_000 },
};

/** Receivers of a suite are on this machine. */
export const allowingPrivate = { watches: { allowsPrivate: true }, watchPace: quick };
