import { Injectable } from '@nestjs/common';
import {
  controlItems,
  type ControlItem,
  type EditionScope,
  reportEventsBetween,
  type ValidAt,
} from '#projections/queries';
import type { PlaceId } from '#situation';
import { Rejected } from '../http/rejected.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { ChangesDto } from './changes-answer.dto.js';
import type { ChangesQueryDto } from './changes-query.dto.js';
import { type ControlChange, controlChanges } from './control-changes.js';

/** One reading of both clocks. */
interface Reading {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
}

/** Answers what changed between two dates, in the world and in what was known of it. */
@Injectable()
export class ChangesService {
  constructor(private readonly questions: Questions) {}

  async between(asked: ChangesQueryDto): Promise<ChangesDto> {
    const { from, to, edition, place, limit } = asked;
    const source = { edition, ...(asked.snapshot === undefined ? {} : { snapshot: asked.snapshot }) };
    const earlier = await this.questions.open({ ...source, validAt: from, knownAt: from });
    const later = await this.questions.open({ ...source, validAt: to, knownAt: to });
    const { scope } = later;
    requireOrder(earlier.knownAtMs, later.knownAtMs);
    await requireRegistered(scope, 'place', 'place', place);
    const within = { limit, ...(place === undefined ? {} : { place }) };
    const now = { validAt: later.validAt, knownAtMs: later.knownAtMs };
    const world = await differences(scope, { ...now, validAt: earlier.validAt }, now, within);
    const knowledge = await differences(scope, { ...now, knownAtMs: earlier.knownAtMs }, now, within);
    const said = await reportEventsBetween(scope, {
      ...{ ...within, fromMs: earlier.knownAtMs, toMs: later.knownAtMs, limit: limit + 1 },
    });
    const href = addressOf('/v1/changes', { from, to, place, edition, limit });
    return {
      ...{ knownFrom: earlier.echo.knownAt, knownTo: later.echo.knownAt },
      world: { knownAt: later.echo.knownAt, ...world },
      knowledge: { validAt: to, ...knowledge, reports: said.slice(0, limit), moreReports: said.length > limit },
      ...{ position: earlier.position, links: [{ rel: 'self', href }] },
    };
  }
}

function requireOrder(fromMs: number, toMs: number): void {
  if (fromMs <= toMs) return;
  const violation = { parameter: 'to', code: 'reversed', detail: 'Send a date that is not before from.' };
  throw new Rejected('malformed', 'The later date is before the earlier.', [violation]);
}

const places_a_page = 1_000;

/** Compares two readings of every place, page by page, until `limit` places are known to differ. */
async function differences(
  scope: EditionScope,
  before: Reading,
  after: Reading,
  { place, limit }: { readonly place?: PlaceId; readonly limit: number },
): Promise<{ readonly control: readonly ControlChange[]; readonly moreControl: boolean }> {
  const found: ControlChange[] = [];
  let last: string | undefined;
  for (;;) {
    const page = {
      limit: places_a_page,
      ...(place === undefined ? {} : { place }),
      ...(last === undefined ? {} : { after: last }),
    };
    const items: readonly ControlItem[] = await controlItems(scope, { ...after, ...page });
    found.push(...controlChanges(await controlItems(scope, { ...before, ...page }), items));
    last = items.at(-1)?.place.id;
    if (found.length > limit || items.length < places_a_page || last === undefined) break;
  }
  return { control: found.slice(0, limit), moreControl: found.length > limit };
}
