/** The zone that a place's days are read in until the place is registered. */
export const zone_of_unregistered_places = 'UTC';
