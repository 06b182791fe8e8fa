import { Injectable } from '@nestjs/common';
import { actorsNamed, placePage, placeParents, registeredIds, routesOf } from '#read-models/queries';
import {
  type ActorId,
  areaKinds,
  areExitsComplete,
  type Day,
  exitsOf,
  isolationVerdicts,
  localDay,
  partiesOf,
  type Party,
  type Place,
  type PlaceId,
  type Surroundings,
  unarmedParties,
  verdictConfidence,
  verdictFor,
  verdictOfPlace,
} from '#situation';
import { Rejected } from '../http/rejected.js';
import { sidesIn } from '../reading/heard-claims.js';
import { addressOf } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { adviceOnUnknown, requireRegistered } from '../reading/registered-names.js';
import { encirclementClaims } from './encirclement.reading.js';
import type { ExitDto, IsolationDto, PartyVerdictDto } from './isolation-answer.dto.js';
import type { IsolationQueryDto } from './isolation-query.dto.js';
import { controlOf, exitFor, type WayOut, wayState, waysWith } from './ways-out.reading.js';

/** Tells for whom ways out of a place remain, and sets beside it what sources claim. */
@Injectable()
export class IsolationService {
  constructor(private readonly questions: Questions) {}

  async of(placeId: PlaceId, asked: IsolationQueryDto): Promise<IsolationDto> {
    const question = await this.questions.open(asked);
    const { scope, knownAtMs, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', placeId);
    await requireParty(question, asked.for);
    const registered = await placeOf(question, placeId);
    const day = dayIn(registered, question);
    const { place, ...control } = await controlOf(question, placeId);
    const sides = await sidesIn(scope);
    const around = { sides, day, holders: sides.ofAll(control.holders, day) };
    const ways = await waysWith(question, exitsOf(placeId, await routesOf(scope), await placeParents(scope)));
    const href = addressOf(`/v1/isolation/${placeId}`, { for: asked.for, ...echo, policy, edition: asked.edition });
    return {
      place,
      control,
      ...judged(registered, ways, around, asked.for),
      exits: ways.map(toExit),
      claims: await encirclementClaims(scope, placeId, { day, knownAtMs }),
      ...echo,
      policy,
      position,
      links: [{ rel: 'self', href }],
    };
  }
}

/** @throws {Rejected} `not_found` unless the party is an actor or one of the words for the unarmed. */
async function requireParty({ scope }: Question, id: ActorId | undefined): Promise<void> {
  if (id === undefined || isUnarmed(id) || (await actorsNamed(scope, [id])).has(id)) return;
  const known = [...(await registeredIds(scope, 'actor')), ...unarmedParties];
  const detail = `${adviceOnUnknown('actor', id, known)} Send a registered actor, ${unarmedParties.join(' or ')}.`;
  throw new Rejected('not_found', detail, [{ parameter: 'for', code: 'unknown_actor', detail }]);
}

const isUnarmed = (id: ActorId): boolean => (unarmedParties as readonly string[]).includes(id);

async function placeOf({ scope }: Question, id: PlaceId): Promise<Place> {
  const [found] = await placePage(scope, { id, limit: 1 });
  if (found === undefined) throw new Error(`the place ${id} is registered and yet is not in the gazetteer`);
  return found.entry;
}

const dayIn = ({ timeZone }: Place, { validAt }: Question): Day =>
  'day' in validAt ? validAt.day : localDay(validAt.instantMs, timeZone);

type Judged = Pick<IsolationDto, 'verdict' | 'because' | 'verdicts' | 'exitsComplete'>;

/** Judges the ways for the party asked for, or for all whom they concern. */
function judged(place: Place, ways: readonly WayOut[], around: Surroundings, asked: ActorId | undefined): Judged {
  const complete = areExitsComplete(place, around.day);
  const exitsComplete = complete ? (place.exitsComplete ?? null) : null;
  const verdictOf = (verdict: Judged['verdict'], verdicts: Judged['verdicts']): Judged => ({
    verdict,
    because: isolationVerdicts[verdict],
    verdicts,
    exitsComplete,
  });
  if ((areaKinds as readonly string[]).includes(place.kind)) return verdictOf('not_applicable', []);
  const parties = asked === undefined ? partiesOf(around.holders, ways.map(wayState)) : [partyOf(asked, around)];
  const verdicts = parties.map((party) => verdictOn(ways, party, around, complete));
  const deciding = asked === undefined ? verdicts.slice(0, around.holders.length) : verdicts;
  return verdictOf(verdictOfPlace(deciding.map(({ verdict }) => verdict)), verdicts);
}

const partyOf = (id: ActorId, { sides, day }: Surroundings): Party => ({
  id,
  sides: isUnarmed(id) ? [id] : sides.of(id, day),
});

function verdictOn(ways: readonly WayOut[], party: Party, around: Surroundings, complete: boolean): PartyVerdictDto {
  const exits = ways.map((way) => exitFor(way, party, around));
  const verdict = verdictFor(exits, complete);
  const because = `${isolationVerdicts[verdict]} ${countedOf(exits)}`;
  return { for: party.id, verdict, because, confidence: verdictConfidence(exits), exits };
}

/** Returns how many exits are known, and of them closed: `1 of 1 known exits closed.` */
const countedOf = (exits: PartyVerdictDto['exits']): string =>
  `${exits.filter(({ remains }) => remains === false).length} of ${exits.length} known exits closed.`;

const toExit = ({ route, condition: { place, passage, integrity }, control }: WayOut): ExitDto => ({
  route: place,
  connects: route.connects,
  means: route.means,
  passage,
  integrity,
  control,
});
