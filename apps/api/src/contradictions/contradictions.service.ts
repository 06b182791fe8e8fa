import { Injectable } from '@nestjs/common';
import type { SidesOnDay } from '#situation';
import { sidesIn } from '../reading/heard-claims.js';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf, type Link } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { cursorText, type ListCursor, readCursor } from '../reading/list-cursor.js';
import type { ContradictionDto } from './contradiction.dto.js';
import type { ContradictionsQueryDto, ContradictionState } from './contradictions-query.dto.js';
import { contestedSource, disjointSource, disputedSource } from './computed-sources.js';
import { endedContestedSource, endedDisjointSource, endedDisputedSource } from './ended-sources.js';
import { declaredSource } from './declared-source.js';
import { contradictionAnswers, type ContradictionSource, type FoundContradiction } from './found-contradiction.js';

/** The sources of contradictions, in the order in which they are answered. */
const standing = ['declared', 'contested', 'disputed', 'disjoint'] as const;
const ended = ['ended-contested', 'ended-disputed', 'ended-disjoint'] as const;
const sourceNames = [...standing, ...ended] as const;
type SourceName = (typeof sourceNames)[number];

/** Returns which reports contradict each other. */
@Injectable()
export class ContradictionsService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ContradictionsQueryDto): Promise<Page<ContradictionDto>> {
    const { edition, state, place, within, limit, after } = asked;
    const { scope, knownAtMs, position, echo } = await this.questions.openKnown(asked);
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'place', 'within', within);
    const where = { ...(place === undefined ? {} : { place }), ...(within === undefined ? {} : { within }) };
    const filter = { knownAtMs, ...where };
    const sides = await sidesIn(scope);
    const sidesOf: SidesOnDay = (actors, day) => sides.ofAll(actors, day);
    const sources = {
      declared: declaredSource(scope, filter, sidesOf),
      contested: contestedSource(scope, filter, sidesOf),
      disputed: disputedSource(scope, filter),
      disjoint: disjointSource(scope, filter),
      'ended-contested': endedContestedSource(scope, filter, sidesOf),
      'ended-disputed': endedDisputedSource(scope, filter),
      'ended-disjoint': endedDisjointSource(scope, filter),
    };
    const cursor = after === undefined ? undefined : readCursor(after, sourceNames);
    const { found, next } = await readSources(sources, { limit, after: cursor, state });
    const { knownAt } = echo;
    const href = (to: string | undefined): string =>
      addressOf('/v1/contradictions', { knownAt, state, place, within, edition, limit, after: to });
    const links: Link[] = [{ rel: 'self', href: href(after) }];
    if (next !== undefined) links.push({ rel: 'next', href: href(cursorText(next)) });
    return { items: await contradictionAnswers(scope, found, knownAtMs), knownAt, position, links };
  }
}

interface Asked {
  readonly limit: number;
  readonly after: ListCursor<SourceName> | undefined;
  readonly state: ContradictionState | undefined;
}

/** Contradictions read by one pass of the queries of a source. */
const read_at_once = 200;

/** Reads one page out of all sources, in one order: source by source, and in each by its keys. */
async function readSources(
  sources: Readonly<Record<SourceName, ContradictionSource>>,
  { limit, after, state }: Asked,
): Promise<{ readonly found: readonly FoundContradiction[]; readonly next?: ListCursor<SourceName> }> {
  const found: (FoundContradiction & { readonly source: SourceName })[] = [];
  const first = after === undefined ? 0 : sourceNames.indexOf(after.list);
  // What ended is settled, and need not be read where what is open is asked for.
  const asked = state === 'open' ? standing : sourceNames;
  for (const source of asked.slice(first)) {
    let key = source === after?.list ? after.key : undefined;
    do {
      const page = await sources[source]({ limit: read_at_once, after: key });
      const kept = page.found.filter(
        ({ settledBy }) => state === undefined || (settledBy === undefined) === (state === 'open'),
      );
      found.push(...kept.map((one) => ({ ...one, source })));
      key = page.next;
    } while (key !== undefined && found.length <= limit);
    if (found.length > limit) break;
  }
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { found };
  return { found: found.slice(0, limit), next: { list: last.source, key: last.key } };
}
