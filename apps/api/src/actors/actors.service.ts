import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { actorPage } from '#projections/queries';
import { holdsOn, type Actor, type Day } from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import { Acceptance } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { listed } from '../intake/named-references.js';
import { recorded } from '../intake/recorded.dto.js';
import { refuseMeaningless } from '../intake/refuse-meaningless.js';
import { saysNothingNew } from '../intake/says-nothing-new.js';
import { Registry } from '../intake/registry.service.js';
import type { Page } from '../reading/envelope.dto.js';
import { gazetteerCursor, type SearchAsked, searchOf } from '../reading/name-search.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import type { ActorDto, ActorQueryDto, RecordedActorDto } from './actor.dto.js';
import { actorViolations } from './actor.rules.js';
import { canonicalActor } from './canonical-actor.js';

/** Registers and lists actors. */
@Injectable()
export class ActorsService {
  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {}

  async register(sent: ActorDto, traceparent: string | undefined): Promise<Accepted<RecordedActorDto>> {
    // Allies and opponents name one another, so one of the two is always registered first; parents need not wait.
    const { violations } = await this.registry.look({ actors: listed(sent.parents, 'parents') });
    const nowMs = this.clock.nowMs();
    refuseMeaningless([...actorViolations(sent, nowMs), ...violations]);
    const { scope } = await this.questions.open({ edition: 'live' });
    const [current] = await actorPage(scope, { id: sent.id, limit: 1 });
    if (saysNothingNew(current?.entry, (registeredMs) => canonicalActor(sent, registeredMs)))
      return { body: { id: sent.id, alreadyRecorded: true } };
    const actor = canonicalActor(sent, nowMs);
    const recording = await this.acceptance.accept({ kind: 'actor_registered', actor }, traceparent, '');
    return { body: { id: actor.id, ...recorded(recording) } };
  }

  async list({ edition, snapshot, limit, q, after, on, ...filters }: ActorQueryDto): Promise<Page<Actor>> {
    const { scope, position } = await this.questions.open({ edition, ...(snapshot === undefined ? {} : { snapshot }) });
    const page = { ...filters, ...searchOf(withoutUndefined<SearchAsked>({ q, after })), limit: limit + 1 };
    const request = { path: '/v1/actors', parameters: { q, ...filters, on, edition }, limit, after };
    const { items, links } = pageOf(await actorPage(scope, page), request, gazetteerCursor);
    return { items: items.map(({ entry }) => (on === undefined ? entry : asOf(entry, on))), position, links };
  }
}

/** The actor with those alone whom it stood by or against on that day. */
const asOf = (actor: Actor, day: Day): Actor => ({
  ...actor,
  alliedWith: actor.alliedWith.filter((relation) => holdsOn(relation, day)),
  opposes: actor.opposes.filter((relation) => holdsOn(relation, day)),
});
