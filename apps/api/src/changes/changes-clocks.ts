import { type Instant, lastMsOf, type Moment, type TimeZone } from '#situation';
import { Rejected } from '../http/rejected.js';
import { type ChangeListName, changeLists } from './change-lists.js';
import type { ChangesQueryDto } from './changes-query.dto.js';

/** Which clock moves between the two answers that are compared. */
export interface ChangesClocks {
  /** The two moments in the world; the same where only what is known moves. */
  readonly from: Moment;
  readonly to: Moment;
  /** What the known time of the later answer is asked with. */
  readonly asked: { readonly knownAt?: Moment };
  /** Between which known times, where these move apart from the world. */
  readonly knownFrom?: Moment;
  readonly knownTo?: Moment;
  /** The lists that there are. */
  readonly lists: readonly ChangeListName[];
  /** The parameters of a link. */
  readonly linked: (knownAt: Instant) => Readonly<Record<string, Moment>>;
}

const forms = {
  both: ['from', 'to'],
  world: ['validFrom', 'validTo'],
  known: ['knownFrom', 'knownTo', 'validAt'],
} as const;
type Form = keyof typeof forms;

/**
 * Refuses what belongs to the other clocks beside `sinceRecorded`, with which the log's clock moves alone.
 *
 * @throws {Rejected} `malformed` where the question names another form, too.
 */
export function requireLogAlone(asked: ChangesQueryDto): void {
  const moving = Object.values(forms)
    .flat()
    .filter((name) => name !== 'validAt');
  const given = moving.filter((name) => asked[name] !== undefined);
  if (given.length === 0) return;
  const detail = 'Leave it out: with sinceRecorded the log alone moves. validAt and knownAt may be sent beside it.';
  throw new Rejected(
    'malformed',
    'The question moves several clocks.',
    given.map((parameter) => ({ parameter, code: 'other_clock', detail })),
  );
}

/**
 * Returns which clock moves: both with `from` and `to`, the world's with `validFrom` and `validTo`, that of what is known
 * with `knownFrom`, `knownTo` and `validAt`.
 *
 * @throws {Rejected} `malformed` unless all of one form are given and in order.
 */
export function clocksOf(asked: ChangesQueryDto, deskZone: TimeZone): ChangesClocks {
  const begun = (Object.keys(forms) as Form[]).filter((form) => forms[form].some((name) => asked[name] !== undefined));
  const [form = 'both', other] = begun;
  if (other !== undefined) {
    const [name] = forms[other];
    const detail = `Send ${forms[form].join(', ')}, or ${forms[other].join(', ')}: these are different questions.`;
    throw new Rejected('malformed', detail, [{ parameter: name, code: 'other_clock', detail }]);
  }
  const missing = forms[form].filter((name) => asked[name] === undefined);
  if (missing.length > 0)
    throw new Rejected(
      'malformed',
      'The address does not have the parameters of this request.',
      missing.map((parameter) => ({ parameter, code: 'missing', detail: 'It is required: send a day or an instant.' })),
    );
  const [first, last] = forms[form].map((name) => asked[name]) as [Moment, Moment];
  requireOrder({ name: forms[form][1], first, last }, deskZone);
  const { knownAt } = asked;
  if (form === 'known') {
    const validAt = asked.validAt as Moment;
    if (knownAt !== undefined) {
      const detail = 'Leave knownAt out: the later answer is as known at knownTo.';
      throw new Rejected('malformed', detail, [{ parameter: 'knownAt', code: 'other_clock', detail }]);
    }
    const lists = changeLists.filter((list) => list !== 'counts');
    const known = { knownFrom: first, knownTo: last };
    return {
      from: validAt,
      to: validAt,
      asked: { knownAt: last },
      ...known,
      lists,
      linked: (at) => ({ knownFrom: first, knownTo: at, validAt }),
    };
  }
  const [from, to] = forms[form];
  const linked = (at: Instant) => ({ [from]: first, [to]: last, knownAt: at });
  if (form === 'both')
    return { from: first, to: last, asked: { knownAt: knownAt ?? last }, lists: changeLists, linked };
  const lists = changeLists.filter((list) => list !== 'known');
  return { from: first, to: last, asked: knownAt === undefined ? {} : { knownAt }, lists, linked };
}

function requireOrder(
  { name, first, last }: { readonly name: string; readonly first: Moment; readonly last: Moment },
  deskZone: TimeZone,
): void {
  if (lastMsOf(first, deskZone) <= lastMsOf(last, deskZone)) return;
  const detail = `${name} is ${last}, before ${first}: send one that is not before it.`;
  throw new Rejected('malformed', 'The later date is before the earlier.', [
    { parameter: name, code: 'reversed', detail },
  ]);
}
