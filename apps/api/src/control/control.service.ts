import { Injectable } from '@nestjs/common';
import type { ControlItem } from '#read-models/queries';
import type { PlaceId } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf, type ItemsPassed, pageOf } from '../reading/page.js';
import { keptAnswer } from '../reading/kept-answer.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { stanceAsked } from '../reading/query-field.decorators.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { areasUnder } from './areas-held.js';
import { controlClaimed } from './claimed-control.js';
import type { ClaimedControlDto } from './claimed-control.dto.js';
import type { ControlItemDto, TimelineDto } from './control-answer.dto.js';
import type { ControlQueryDto, TimelineQueryDto } from './control-query.dto.js';
import { controlUnder, partsOfActor, type PlacesAsked, timelineUnder } from './control-reading.js';
import { localDays, zoneOf } from '../reading/local-days.js';
import { overAllTime } from '../reading/heard-claims.js';
import { actorsNamedIn, type NamesDto, namesOf } from '../reading/names.dto.js';
import { heldNow } from './held-now.js';
import { type HoldersShown, holdersShown } from './holders-shown.js';
import { partsShown, partsUnder } from './parts-held.js';

/** About what an answer takes in memory. */
const bytes_an_answer = 2_500;

/** The held area around each place, and what is known of its parts. */
interface AroundPlaces {
  readonly areas: Awaited<ReturnType<typeof areasUnder>>;
  readonly parts: Awaited<ReturnType<typeof partsUnder>>;
}

/** Returns who holds what. */
@Injectable()
export class ControlService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ControlQueryDto & ItemsPassed): Promise<Page<ControlItemDto | ClaimedControlDto> & NamesDto> {
    const { edition, limit, after, skip, place, within, bbox, holder, rollUp, stance } = asked;
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    // An answer about one place, and nothing else, says by itself that there is the place.
    const isCheckedLater = [holder, within, rollUp].every((other) => other === undefined) && stance !== 'claimed';
    if (!isCheckedLater) await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'actor', 'holder', holder);
    const shown = await holdersShown(scope, rollUp);
    const places: PlacesAsked = {
      ...(await placeFilterOf(scope, asked)),
      ...(place === undefined ? {} : { place }),
      ...(holder === undefined ? {} : { holdersOn: await partsOfActor(scope, holder) }),
      ...(after === undefined ? {} : { after }),
      ...(skip === undefined ? {} : { skip }),
      limit: limit + 1,
    };
    const parameters = { ...echo, place, within, bbox, holder, rollUp, ...stanceAsked(stance), policy, edition };
    const request = { path: '/v1/control', parameters, limit, after };
    const page = <Row extends Pick<ControlItem, 'place'>>(rows: readonly Row[]) =>
      pageOf(rows, request, (item) => item.place.id);
    if (stance === 'claimed') {
      const { items, links } = page(await controlClaimed(question, places));
      const dayAt = await localDays(question, items);
      const claimed = items.map((item) => ({ ...item, sides: item.sides.map((side) => shown.on(dayAt(item), side)) }));
      const names = await namesOf(scope, actorsNamedIn(claimed));
      return { items: claimed, names, ...echo, policy, position, links };
    }
    const { rows, answers, names } = await keptAnswer(
      question,
      ['control', place, within, bbox, holder, rollUp, limit, after, skip],
      () => this.answers(question, places, shown),
      ({ rows }) => rows.length * bytes_an_answer,
    );
    return { items: answers, names, ...echo, policy, position, links: page(rows).links };
  }

  /** The answers of a page; of its rows one more where there is one. */
  private async answers(question: Question, places: PlacesAsked, shown: HoldersShown) {
    const { place } = places;
    // Where the place is known, what stands beside its answer is read at the same time as the answer.
    const [rows, around] = await Promise.all([
      controlUnder(question, places),
      place === undefined ? undefined : this.around(question, [place]),
    ]);
    if (rows.length === 0) await requireRegistered(question.scope, 'place', 'place', place);
    const answers = await this.withHints(question, rows.slice(0, places.limit - 1), shown, around);
    return { rows, answers, names: await namesOf(question.scope, actorsNamedIn(answers)) };
  }

  /** Adds to answers about control the area around each place, its parts, and how it came to be held so. */
  private async withHints(
    question: Question,
    items: readonly ControlItem[],
    shown: HoldersShown,
    known?: AroundPlaces,
  ): Promise<readonly ControlItemDto[]> {
    const [{ areas, parts }, dayAt, held] = await Promise.all([
      known ??
        this.around(
          question,
          items.map((item) => item.place.id),
        ),
      localDays(question, items),
      heldNow(question, items),
    ]);
    const withHint = (item: ControlItem): ControlItemDto => {
      const area = areas.get(item.place.id);
      const [day, insideAreaHeldBy] = [dayAt(item), area ?? null];
      const { since = null, takenFrom = [], sides = [] } = held.get(item.place.id) ?? {};
      return {
        ...shown.on(day, item),
        since,
        sides,
        takenFrom: shown.on(day, { holders: takenFrom }).holders,
        insideAreaHeldBy: insideAreaHeldBy === null ? null : shown.on(day, insideAreaHeldBy),
        parts: partsShown(parts.get(item.place.id), (part) => shown.on(day, part)),
      };
    };
    return items.map(withHint);
  }

  private async around(question: Question, places: readonly PlaceId[]): Promise<AroundPlaces> {
    const [areas, parts] = await Promise.all([areasUnder(question, places), partsUnder(question, places)]);
    return { areas, parts };
  }

  async timeline(place: PlaceId, asked: TimelineQueryDto): Promise<TimelineDto> {
    const question = await this.questions.openKnown(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', place);
    const { knownAt } = echo;
    const { edition, rollUp } = asked;
    const shown = await holdersShown(scope, rollUp);
    const items = shown.over(await timelineUnder(overAllTime(question), place), await zoneOf(scope, place));
    const href = addressOf(`/v1/control/${place}/timeline`, { knownAt, rollUp, policy, edition });
    const names = await namesOf(scope, actorsNamedIn(items));
    return { place, items, names, knownAt, policy, position, links: [{ rel: 'self', href }] };
  }
}
