import { Injectable } from '@nestjs/common';
import {
  actorMemberships,
  actorNames,
  CursorInvalid,
  type EditionScope,
  reportById,
  registeredIds,
  reportPage,
  type ReportQuestion,
  reportsMatching,
  voicesPrinted,
} from '#projections/queries';
import { readBoundingBox, SourceNames, type VoicesOfStretch, voicesOfSource } from '#situation';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import type { EditionQueryDto } from '../reading/edition-query.dto.js';
import type { Page } from '../reading/envelope.dto.js';
import { type ItemsPassed, pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import { historyAnswer, versionAnswer } from './report-answer.dto.js';
import type { ReportQueryDto } from './report-query.dto.js';

/** One report alone: for callers in this program, no parameter of the list. */
interface OneReport {
  readonly id?: string;
}

/** Reads reports as they were known. */
@Injectable()
export class ReportReading {
  constructor(private readonly questions: Questions) {}

  async list(asked: ReportQueryDto & OneReport & ItemsPassed): Promise<Page<ReturnType<typeof versionAnswer>>> {
    const { edition, snapshot: _pinned, limit, after, skip, knownAt: _asked, id: _one, ...filters } = asked;
    const { question, scope, position, echo } = await this.open(asked);
    const { knownAt } = echo;
    const rows = await reportPage(scope, {
      ...question,
      order: asked.order,
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
      ...(skip === undefined ? {} : { skip }),
    }).catch(refuseCursor);
    const request = { path: '/v1/reports', parameters: { ...filters, knownAt, edition }, limit, after };
    const { items, links } = pageOf(rows, request, ({ cursor }) => cursor);
    return { items: items.map(versionAnswer), knownAt, position, links };
  }

  /** Returns how many reports all pages have together. */
  async count(asked: ReportQueryDto): Promise<number> {
    const { question, scope } = await this.open(asked);
    return reportsMatching(scope, question);
  }

  private async open(asked: ReportQueryDto & OneReport) {
    requireOrder(asked);
    const { type, place, outlet, externalId, incident, from, to, id, source, actor, bbox } = asked;
    const { knownAtMs, ...opened } = await this.questions.openKnown(asked);
    const { scope } = opened;
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'actor', 'actor', actor);
    const question = withoutUndefined<Omit<ReportQuestion, 'order' | 'limit'>>({
      type,
      place,
      outlet,
      externalId,
      incident,
      from,
      to,
      id,
      knownAtMs,
      voices: source === undefined ? undefined : await voicesOf(scope, source),
      actors: actor === undefined ? undefined : (await actorMemberships(scope)).partsOverTime(actor),
      box: bbox === undefined ? undefined : readBoundingBox(bbox),
    });
    return { ...opened, question };
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
