import { Injectable } from '@nestjs/common';
import { inGroups } from '#editions';
import { Clock } from '#platform';
import { actorMemberships, actorPage, type EditionScope } from '#read-models/queries';
import { type Actor, type ActorId, type Day, holdsOn, type Memberships } from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { WritingBounds } from '../access/writing-bounds.service.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { type NamedReference, rejectInvalid } from '../intake/body.rules.js';
import { recorded } from '../intake/recorded.dto.js';
import { Registry, isRepeated } from '../intake/registry.service.js';
import type { Page } from '../reading/envelope.dto.js';
import { gazetteerCursor, type SearchAsked, searchOf } from '../reading/name-search.js';
import { addressOf, pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { ActorAnswerDto, ActorDto, ActorQueryDto, ActorTimeDto, RecordedActorDto } from './actor.dto.js';
import { actorViolations, circleViolations } from './actor.rules.js';
import { canonicalActor } from './canonical-actor.js';
import { membershipBoundViolations } from './membership-bounds.rules.js';
import { actorOf, isRelation } from './relation.dto.js';

const registered_at_once = 1_000;

/** Registers and lists actors. */
@Injectable()
export class ActorsService {
  /** Registrations of one moment share one reading of all memberships. */
  private readonly membershipsIn = inGroups(registered_at_once, async (scopes: readonly EditionScope[]) => {
    const memberships = await actorMemberships(scopes.at(-1)!);
    return scopes.map(() => memberships);
  });

  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly questions: Questions,
    private readonly bounds: WritingBounds,
    private readonly clock: Clock,
  ) {}

  async register(sent: ActorDto, sending: Sending): Promise<Accepted<RecordedActorDto>> {
    this.bounds.requireNames(sending.principal);
    // Allies and opponents name one another, so one of the two is always registered first; parents need not wait.
    const { scope, violations } = await this.registry.lookInEdition(sent.id, { actors: parentsNamed(sent) });
    const nowMs = this.clock.nowMs();
    const misplaced = sent.parents === undefined ? [] : parentViolations(sent, await this.membershipsIn(scope));
    rejectInvalid([...actorViolations(sent, nowMs), ...misplaced, ...violations]);
    const [current] = await actorPage(scope, { id: sent.id, limit: 1 });
    if (isRepeated(current?.entry, (registeredMs) => canonicalActor(sent, registeredMs)))
      return { body: { id: sent.id, alreadyRecorded: true } };
    const actor = canonicalActor(sent, nowMs);
    const recording = await this.acceptance.accept({ kind: 'actor_registered', data: actor }, sending, '');
    this.registry.noteActor(actor, recording.coordinates);
    return { eventId: recording.eventId, body: { id: actor.id, ...recorded(recording) } };
  }

  async list({ edition, snapshot, limit, q, after, on, ...filters }: ActorQueryDto): Promise<Page<Actor>> {
    const { scope, position } = await this.questions.openEdition({
      edition,
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    const page = { ...filters, ...searchOf(withoutUndefined<SearchAsked>({ q, after })), limit: limit + 1 };
    const request = { path: '/v1/actors', parameters: { q, ...filters, on, edition }, limit, after };
    const { items, links } = pageOf(await actorPage(scope, page), request, gazetteerCursor);
    return { items: items.map(({ entry }) => (on === undefined ? entry : asOf(entry, on))), position, links };
  }

  /** @throws {Rejected} `not_found` with the nearest ids. */
  async one(id: ActorId, { on, ...asked }: ActorTimeDto): Promise<ActorAnswerDto> {
    const { scope, position } = await this.questions.openEdition(asked);
    await requireRegistered(scope, 'actor', 'id', id);
    const [found] = await actorPage(scope, { id, limit: 1 });
    if (found === undefined) throw new Error(`the actor ${id} is registered and yet is not in the gazetteer`);
    const href = addressOf(`/v1/actors/${id}`, { on, edition: asked.edition });
    const entry = on === undefined ? found.entry : asOf(found.entry, on);
    return { ...entry, position, links: [{ rel: 'self', href }] };
  }
}

function parentViolations(sent: ActorDto, registered: Memberships): readonly Violation[] {
  const circles = circleViolations(sent, registered);
  return circles.length > 0 ? circles : membershipBoundViolations(sent, registered);
}

/** The parents that are named, each with its pointer. */
const parentsNamed = ({ parents = [] }: ActorDto): readonly NamedReference<ActorId>[] =>
  parents.map((sent, index) => ({
    pointer: isRelation(sent) ? pointerTo('parents', index, 'actor') : pointerTo('parents', index),
    id: actorOf(sent),
  }));

/** The actor with those alone of whom it was, or whom it stood by or against, on that day. */
const asOf = (actor: Actor, day: Day): Actor => ({
  ...actor,
  parents: actor.parents.filter((relation) => holdsOn(relation, day)),
  alliedWith: actor.alliedWith.filter((relation) => holdsOn(relation, day)),
  opposes: actor.opposes.filter((relation) => holdsOn(relation, day)),
});
