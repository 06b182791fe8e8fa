import { Injectable } from '@nestjs/common';
import {
  actorMemberships,
  actorNames,
  CursorInvalid,
  type EditionScope,
  registeredIds,
  reportById,
  reportPage,
  voicesPrinted,
} from '#projections/queries';
import { SourceNames, voicesOfSource, type VoicesOfStretch } from '#situation';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';
import type { EditionQueryDto } from '../reading/as-of-query.dto.js';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import { historyAnswer, versionAnswer } from './report-answer.dto.js';
import type { ReportQueryDto } from './report-query.dto.js';

/** Reads reports as they were known. */
@Injectable()
export class ReportReading {
  constructor(private readonly questions: Questions) {}

  async list(asked: ReportQueryDto): Promise<Page<ReturnType<typeof versionAnswer>>> {
    requireOrder(asked);
    const { edition, snapshot: _pinned, limit, after, knownAt: _asked, source, actor, ...filters } = asked;
    const { scope, position, knownAtMs, echo } = await this.questions.openKnown(asked);
    await requireRegistered(scope, 'place', 'place', filters.place);
    await requireRegistered(scope, 'actor', 'actor', actor);
    const { knownAt } = echo;
    const voices = source === undefined ? undefined : await voicesOf(scope, source);
    const actors = actor === undefined ? undefined : (await actorMemberships(scope)).partsOverTime(actor);
    const rows = await reportPage(scope, {
      ...filters,
      ...(actors === undefined ? {} : { actors }),
      knownAtMs,
      limit: limit + 1,
      ...(voices === undefined ? {} : { voices }),
      ...(after === undefined ? {} : { after }),
    }).catch(refuseCursor);
    const request = { path: '/v1/reports', parameters: { ...filters, actor, source, knownAt, edition }, limit, after };
    const { items, links } = pageOf(rows, request, ({ cursor }) => cursor);
    return { items: items.map(versionAnswer), knownAt, position, links };
  }

  async history(id: string, asked: EditionQueryDto): Promise<ReturnType<typeof historyAnswer>> {
    const { scope, position } = await this.questions.openEdition(asked);
    const history = await reportById(scope, id.toLowerCase());
    if (history === undefined) throw new Rejected('not_found', `Edition ${asked.edition} has no report ${id}.`);
    return historyAnswer(history, position);
  }
}

/** Everything printed that is this source. @throws {Rejected} `not_found` where nobody is called so and nothing printed so. */
async function voicesOf(scope: EditionScope, source: string): Promise<readonly VoicesOfStretch[]> {
  const names = new SourceNames(await actorNames(scope));
  const voices = voicesOfSource(source, await voicesPrinted(scope), names, await actorMemberships(scope));
  if (voices !== undefined) return voices;
  const near = nearMatches(source, await registeredIds(scope, 'actor'));
  const nearest = near.length > 0 ? ` Nearest actors: ${near.join(', ')}.` : '';
  const detail = `No actor is called ${source}, and no report names such a voice.${nearest}`;
  throw new Rejected('not_found', detail, [{ parameter: 'source', code: 'unknown_source', detail }]);
}

function refuseCursor(cause: unknown): never {
  if (!(cause instanceof CursorInvalid)) throw cause;
  const violation = { parameter: 'after', code: 'not_a_cursor', detail: 'Take it from the next link of an answer.' };
  throw new Rejected('malformed', 'The page cannot be found.', [violation], { cause });
}
