import {
  type ActorId,
  type ActorKind,
  type ActorRelation,
  type Day,
  figureGroups,
  holdsOn,
  type Memberships,
  roll_up_to_top,
  type unarmedParties,
} from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import { duplicates, inFutureViolations } from '../intake/body.rules.js';
import { nameViolations } from '../intake/local-name.dto.js';
import type { ActorDto } from './actor.dto.js';
import { actorOf, canonicalRelation, isRelation } from './relation.dto.js';

/** Where an actor names others, and what it is to each of them. */
const relations = { parents: 'membership', alliedWith: 'alliance', opposes: 'opposition' } as const;
type RelationName = keyof typeof relations;

/** What cannot be meant in an actor. */
export function actorViolations(actor: ActorDto, nowMs: number): readonly Violation[] {
  return [
    ...reservedViolations(actor),
    ...duplicates(actor.aliases, '/aliases'),
    ...nameViolations(actor.names),
    ...(Object.keys(relations) as RelationName[]).flatMap((name) => relationViolations(actor, name)),
    ...(actor.registeredAt === undefined ? [] : inFutureViolations('/registeredAt', actor.registeredAt, nowMs)),
  ];
}

/** Every parent that is itself a part of the actor on a day of the membership, directly or through others. */
export function circleViolations({ id, parents = [] }: ActorDto, registered: Memberships): readonly Violation[] {
  const others = registered.with({ id, parents: [] });
  const memberships = registered.with({ id, parents: parents.map(canonicalRelation) });
  return parents.flatMap((sent, index) => {
    const parent = canonicalRelation(sent);
    const isCircle = (day: Day): boolean =>
      parent.actor !== id && holdsOn(parent, day) && others.on(day).partsOf(id).has(parent.actor);
    const day = memberships.sampleDays.find(isCircle);
    if (day === undefined) return [];
    const detail =
      `${parent.actor} is itself a part of ${id} ${inWords(day, memberships)}. ` +
      'Name an actor that is no part of this one, or days on which it is none.';
    return [{ pointer: pointerTo('parents', index), code: 'part_of_itself', detail }];
  });
}

function inWords(day: Day, { turns: [first] }: Memberships): string {
  if (first === undefined) return 'on every day';
  return day < first ? `before ${first}` : `on ${day}`;
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

function relationViolations(actor: ActorDto, name: RelationName): readonly Violation[] {
  const sent = actor[name] ?? [];
  return [
    ...duplicates(sent, pointerTo(name), (one) => {
      const { actor: other, from = '', to = '' } = canonicalRelation(one);
      return `${other} ${from} ${to}`;
    }),
    ...sent.flatMap((one, index) => {
      const at = pointerTo(name, index);
      return [
        ...itselfViolations(actor, actorOf(one), isRelation(one) ? `${at}/actor` : at),
        ...reversedViolations(canonicalRelation(one), relations[name], `${at}/to`),
      ];
    }),
  ];
}

function reversedViolations({ from, to }: ActorRelation, what: string, pointer: string): readonly Violation[] {
  if (from === undefined || to === undefined || from <= to) return [];
  const detail = `The ${what} ends on ${to}, before it begins on ${from}. Send a day that is not before from.`;
  return [{ pointer, code: 'reversed', detail }];
}

const itselfViolations = ({ id }: ActorDto, other: ActorId, pointer: string): readonly Violation[] =>
  other === id ? [{ pointer, code: 'itself', detail: 'Name another actor than this one.' }] : [];
