import type { ActorId } from '#situation';
import type { ActorDraft } from './drafts.js';
import { registered_at } from './place.conversion.js';

/** The force that articles 7, 8 and 9 put at 100,000. */
export const anti_is_force: ActorId = 'anti-is-force-mosul';

const members: readonly ActorId[] = ['iraqi-security-forces', 'peshmerga', 'shia-paramilitaries'];

/**
 * Actors that the articles count and the tables do not list. The force at Mosul is Iraqi troops, peshmerga and Shi'ite
 * groups together (articles 8 and 9). They stand by it and are no parts of it: they would all be of one side.
 */
export const actorsReadAgain: readonly ActorDraft[] = [
  {
    id: anti_is_force,
    name: 'Force against Islamic State at Mosul',
    aliases: ['anti-IS force at Mosul'],
    kind: 'coalition',
    alliedWith: [
      ...members.map((actor) => ({ actor, from: '2016-10-17', note: 'makes up the force' })),
      { actor: 'us-led-coalition', from: '2016-10-17', note: 'air and ground support' },
    ],
    opposes: [{ actor: 'islamic-state', from: '2016-10-17' }],
    note:
      "Umbrella of Iraqi troops, peshmerga and Shi'ite groups, 100,000 together since October 2016 (articles 8 and 9). " +
      'Article 7 calls all of them Iraqi forces',
    registeredAt: registered_at,
  },
];
