// What a desk never meets and what would let the cost of one event grow without end (law 9): refused at intake. What the
// log has is projected all the same, whatever its size.

/** A place and all places around it; an actor and all that it is part of. */
export const most_levels = 16;

/** Actors that one is part of on one day. */
export const most_parents_of_a_day = 8;

/** Actors that stand above all that an actor is part of on one day. */
export const most_tops_of_a_day = 16;

/** Corrections, retractions, reinstatements, grades, links and unlinks of one report. */
export const most_amendments = 100;

/** Reports that belong to one incident, by their own word or by a link. */
export const most_accounts = 1_000;

/** Claims and figures of one report together. */
export const most_claims_and_figures = 150;
