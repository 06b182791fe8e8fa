import { Injectable } from '@nestjs/common';
import {
  type ConditionRectangle,
  conditionRectangles,
  controlRectangles,
  type Rectangle,
  type RectangleCursor,
} from '#read-models/queries';
import { instantMs, isInstant, localDay, type PlaceId, stored_policy } from '#situation';
import { isStored, sidesIn } from '../reading/heard-claims.js';
import type { Page } from '../reading/envelope.dto.js';
import { cursorRefused, cursorText, readCursor } from '../reading/list-cursor.js';
import { zoneOf } from '../reading/local-days.js';
import { type NamesDto, namesOf } from '../reading/names.dto.js';
import { pageOf } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { addNote } from '../reading/snapshot.interceptor.js';
import type { AnswersQueryDto, ConditionRectangleDto, ControlRectangleDto } from './answers.dto.js';

const lists = ['control', 'conditions'] as const;
type List = (typeof lists)[number];

/** Returns every answer that there was about a place, over both clocks. */
@Injectable()
export class AnswersService {
  constructor(private readonly questions: Questions) {}

  async control(place: PlaceId, asked: AnswersQueryDto): Promise<Page<ControlRectangleDto> & NamesDto> {
    const question = await this.open(place, asked);
    const { scope, knownAtMs } = question;
    const rows = await controlRectangles(scope, { place, knownAtMs, ...pageAsked('control', asked) });
    const { items, ...page } = paged('control', place, { rows, asked, question });
    const [sides, zone] = [await sidesIn(scope), await zoneOf(scope, place)];
    const shown = items.map((item) => {
      const firstMs = item.validFrom ?? item.validTo ?? item.knownFrom;
      const day = firstMs === null ? localDay(knownAtMs, zone) : localDay(instantMs(firstMs), zone);
      return { ...item, sides: sides.ofAll(item.holders, day) };
    });
    const named = shown.flatMap((item) => [
      ...item.holders,
      ...item.sides,
      ...(item.transition?.from ?? []),
      ...(item.transition?.to ?? []),
    ]);
    return { items: shown, names: await namesOf(scope, named), ...page };
  }

  async conditions(place: PlaceId, asked: AnswersQueryDto): Promise<Page<ConditionRectangleDto> & NamesDto> {
    const question = await this.open(place, asked);
    const { scope, knownAtMs } = question;
    const rows = await conditionRectangles(scope, { place, knownAtMs, ...pageAsked('conditions', asked) });
    const { items, ...page } = paged('conditions', place, { rows, asked, question });
    const named = items.flatMap(({ closedTo, closedBy }) => [...closedTo, ...closedBy]);
    return { items, names: await namesOf(scope, named), ...page };
  }

  private async open(place: PlaceId, asked: AnswersQueryDto): Promise<KnownQuestion> {
    const question = await this.questions.openKnown(asked);
    await requireRegistered(question.scope, 'place', 'place', place);
    if (!isStored(question))
      addNote(
        `These are the answers of ${stored_policy}: the policy of this edition, ${question.policyName}, is applied at reading.`,
      );
    return question;
  }
}

const pageAsked = (list: List, { limit, after }: AnswersQueryDto): { limit: number; after?: RectangleCursor } => ({
  limit: limit + 1,
  ...(after === undefined ? {} : { after: cursorOf(after, list) }),
});

function cursorOf(text: string, list: List): RectangleCursor {
  const { list: of, key } = readCursor(text, lists);
  const [knownFrom = '', validFrom = '', axis = ''] = key.split(' ');
  if (of !== list || !isBound(knownFrom) || !isBound(validFrom)) throw cursorRefused();
  return { knownFrom, validFrom, axis };
}

const isBound = (text: string): boolean => text === '-infinity' || isInstant(text);

function paged<Row extends Rectangle>(
  list: List,
  place: PlaceId,
  { rows, asked, question }: { rows: readonly Row[]; asked: AnswersQueryDto; question: KnownQuestion },
): Page<Row> {
  const { limit, after, edition } = asked;
  const { echo, position } = question;
  const { knownAt } = echo;
  const request = { path: `/v1/${list}/${place}/answers`, parameters: { knownAt, edition }, limit, after };
  const { items, links } = pageOf(rows, request, (row) => {
    const { knownFrom, validFrom, axis = '' } = row as Row & Partial<Pick<ConditionRectangle, 'axis'>>;
    return cursorText({ list, key: [knownFrom ?? '-infinity', validFrom ?? '-infinity', axis].join(' ') });
  });
  return { items, knownAt, policy: stored_policy, position, links };
}
