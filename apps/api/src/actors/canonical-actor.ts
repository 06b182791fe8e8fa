import { type Actor, toInstant } from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import { canonicalNames } from '../intake/local-name.dto.js';
import type { ActorDto } from './actor.dto.js';
import { canonicalRelation } from './relation.dto.js';

/** The actor as the log keeps it. */
export const canonicalActor = (sent: ActorDto, nowMs: number): Actor =>
  withoutUndefined<Actor>({
    id: sent.id,
    name: sent.name,
    aliases: sent.aliases ?? [],
    kind: sent.kind,
    parents: (sent.parents ?? []).map(canonicalRelation),
    alliedWith: (sent.alliedWith ?? []).map(canonicalRelation),
    opposes: (sent.opposes ?? []).map(canonicalRelation),
    note: sent.note,
    registeredAt: sent.registeredAt ?? toInstant(nowMs),
    names: canonicalNames(sent.names),
  });
