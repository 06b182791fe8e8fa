import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { actorPage } from '#projections/queries';
import { toInstant, type Actor } from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import { Acceptance } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { listed } from '../intake/named-references.js';
import { recorded } from '../intake/recorded.dto.js';
import { refuseMeaningless } from '../intake/refuse-meaningless.js';
import { saysNothingNew } from '../intake/says-nothing-new.js';
import { Registry } from '../intake/registry.service.js';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import type { ActorDto, ActorQueryDto, RecordedActorDto } from './actor.dto.js';
import { actorViolations } from './actor.rules.js';

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
    if (saysNothingNew(current, (registeredMs) => canonicalActor(sent, registeredMs)))
      return { body: { id: sent.id, alreadyRecorded: true } };
    const actor = canonicalActor(sent, nowMs);
    const recording = await this.acceptance.accept({ kind: 'actor_registered', actor }, traceparent, '');
    return { body: { id: actor.id, ...recorded(recording) } };
  }

  async list({ edition, snapshot, limit, after, ...filters }: ActorQueryDto): Promise<Page<Actor>> {
    const { scope, position } = await this.questions.open({ edition, ...(snapshot === undefined ? {} : { snapshot }) });
    const page = { ...filters, limit: limit + 1, ...(after === undefined ? {} : { after }) };
    const request = { path: '/v1/actors', parameters: { ...filters, edition }, limit, after };
    const { items, links } = pageOf(await actorPage(scope, page), request, ({ id }) => id);
    return { items, position, links };
  }
}

const canonicalActor = (sent: ActorDto, nowMs: number): Actor =>
  withoutUndefined<Actor>({
    id: sent.id,
    name: sent.name,
    aliases: sent.aliases ?? [],
    kind: sent.kind,
    parents: sent.parents ?? [],
    alliedWith: sent.alliedWith ?? [],
    opposes: sent.opposes ?? [],
    note: sent.note,
    registeredAt: sent.registeredAt ?? toInstant(nowMs),
  });
