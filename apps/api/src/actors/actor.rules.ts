import { type ActorId, type ActorKind, figureGroups, roll_up_to_top, type unarmedParties } from '#situation';
import { pointerTo } from '../http/json-pointer.js';
import type { Violation } from '../http/rejected.js';
import { inFutureViolations } from '../intake/future.rules.js';
import { duplicates } from '../intake/list.rules.js';
import { nameViolations } from '../intake/local-name.dto.js';
import type { ActorDto } from './actor.dto.js';
import { actorOf, canonicalRelation, isRelation } from './relation.dto.js';

const relations = ['alliedWith', 'opposes'] as const;

/** What cannot be meant in an actor. */
export function actorViolations(actor: ActorDto, nowMs: number): readonly Violation[] {
  return [
    ...reservedViolations(actor),
    ...duplicates(actor.aliases, '/aliases'),
    ...nameViolations(actor.names),
    ...duplicates(actor.parents, '/parents'),
    ...(actor.parents ?? []).flatMap((parent, index) => itselfViolations(actor, parent, pointerTo('parents', index))),
    ...relations.flatMap((name) => relationViolations(actor, name)),
    ...(actor.registeredAt === undefined ? [] : inFutureViolations('/registeredAt', actor.registeredAt, nowMs)),
  ];
}

/** The kinds of actor that these words may be registered as: what they mean in `closedTo` too. */
const meantBy: Readonly<Record<(typeof unarmedParties)[number], ActorKind>> = {
  civilians: 'population',
  aid: 'organisation',
};

function reservedViolations({ id, kind }: ActorDto): readonly Violation[] {
  const reserved = (detail: string): readonly Violation[] => [{ pointer: '/id', code: 'reserved', detail }];
  if (id === roll_up_to_top) return reserved(`Take another id: in rollUp ${id} stands for what is topmost.`);
  const meant = Object.hasOwn(meantBy, id) ? meantBy[id as keyof typeof meantBy] : kind;
  if (meant !== kind) return reserved(`Take another id, or kind ${meant}: in closedTo ${id} stands for such.`);
  if (!(figureGroups as readonly string[]).includes(id)) return [];
  return reserved(`Take another id: in figures ${id} stands for people of no one actor.`);
}

function relationViolations(actor: ActorDto, name: (typeof relations)[number]): readonly Violation[] {
  const sent = actor[name] ?? [];
  return [
    ...duplicates(sent, pointerTo(name), (one) => {
      const { actor: other, from = '', to = '' } = canonicalRelation(one);
      return `${other} ${from} ${to}`;
    }),
    ...sent.flatMap((one, index) => {
      const at = pointerTo(name, index);
      const { from, to } = canonicalRelation(one);
      const isReversed = from !== undefined && to !== undefined && from > to;
      const reversed = { pointer: `${at}/to`, code: 'reversed', detail: 'Send a day that is not before from.' };
      return [
        ...itselfViolations(actor, actorOf(one), isRelation(one) ? `${at}/actor` : at),
        ...(isReversed ? [reversed] : []),
      ];
    }),
  ];
}

const itselfViolations = ({ id }: ActorDto, other: ActorId, pointer: string): readonly Violation[] =>
  other === id ? [{ pointer, code: 'itself', detail: 'Name another actor than this one.' }] : [];
