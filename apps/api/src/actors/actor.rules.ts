import { figureGroups } from '#situation';
import { pointerTo } from '../http/json-pointer.js';
import type { Violation } from '../http/rejected.js';
import { inFutureViolations } from '../intake/future.rules.js';
import { duplicates } from '../intake/list.rules.js';
import type { ActorDto } from './actor.dto.js';

const relations = ['parents', 'alliedWith', 'opposes'] as const;

/** What cannot be meant in an actor. */
export function actorViolations(actor: ActorDto, nowMs: number): readonly Violation[] {
  return [
    ...reservedViolations(actor),
    ...duplicates(actor.aliases, '/aliases'),
    ...relations.flatMap((relation) => [
      ...duplicates(actor[relation], pointerTo(relation)),
      ...itselfViolations(actor, relation),
    ]),
    ...(actor.registeredAt === undefined ? [] : inFutureViolations('/registeredAt', actor.registeredAt, nowMs)),
  ];
}

function reservedViolations({ id }: ActorDto): readonly Violation[] {
  if (!(figureGroups as readonly string[]).includes(id)) return [];
  const detail = `Take another id: in figures ${id} stands for people of no one actor.`;
  return [{ pointer: '/id', code: 'reserved', detail }];
}

const itselfViolations = (actor: ActorDto, relation: (typeof relations)[number]): readonly Violation[] =>
  (actor[relation] ?? []).flatMap((id, index) =>
    id === actor.id
      ? [{ pointer: pointerTo(relation, index), code: 'itself', detail: 'Name another actor than this one.' }]
      : [],
  );
