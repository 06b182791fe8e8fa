import { Injectable } from '@nestjs/common';
import { attributionsOf, placeParents, routesOf } from '#read-models/queries';
import type { Figure, Moment, PlaceId } from '#situation';
import type { ChangesDto } from '../changes/changes-answer.dto.js';
import { changeLists } from '../changes/change-lists.js';
import { ChangesService } from '../changes/changes.service.js';
import type { ContradictionDto } from '../contradictions/contradiction.dto.js';
import { ContradictionsService } from '../contradictions/contradictions.service.js';
import type { IsolationDto } from '../isolation/isolation-answer.dto.js';
import { IsolationService } from '../isolation/isolation.service.js';
import { allPages } from '../reading/all-pages.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import type { ReportSummaryDto } from '../reading/report-summary.dto.js';
import { Questions } from '../reading/questions.service.js';

/** Between which dates, as known when, where, in which edition. */
export interface BriefingAsked {
  readonly from: Moment;
  readonly to: Moment;
  readonly knownAt?: Moment;
  readonly within?: PlaceId;
  readonly policy?: string;
  readonly edition: string;
  readonly snapshot?: string;
}

/** The ways out of a place before and after. */
export interface WaysChange {
  readonly before: IsolationDto;
  readonly after: IsolationDto;
}

type Known = NonNullable<ChangesDto['known']>;

/** A report and what it counts. */
export interface ReportedFigures {
  readonly report: ReportSummaryDto;
  readonly figures: readonly Figure[];
}

/** Everything that a briefing tells of. */
export interface BriefingFacts {
  readonly changes: Required<Pick<ChangesDto, (typeof changeLists)[number]>> &
    Pick<ChangesDto, 'from' | 'to' | 'knownAt' | 'policy' | 'position'>;
  readonly amended: Known;
  /** The reports that became known, with what they count. */
  readonly reported: readonly ReportedFigures[];
  readonly waysOut: readonly WaysChange[];
  readonly contradictionsNew: readonly ContradictionDto[];
  readonly contradictionsSettled: readonly ContradictionDto[];
}

/** Places of which ways out are compared: more are read on the page. */
const most_places_around = 20;

/** Gathers what a briefing tells of, by asking the very questions that anybody can ask. */
@Injectable()
export class BriefingFactsService {
  constructor(
    private readonly questions: Questions,
    private readonly changes: ChangesService,
    private readonly contradictions: ContradictionsService,
    private readonly isolation: IsolationService,
  ) {}

  async gather(asked: BriefingAsked): Promise<BriefingFacts> {
    const changes = await this.allChanges(asked);
    const { knownAt, knownFrom, knownTo } = changes;
    const isNews = (at: string): boolean => at > knownFrom && at <= knownTo;
    const contradictions = await this.allContradictions({ ...asked, knownAt });
    const changed = [...changes.changedHands, ...changes.conditions].map(({ place }) => place.id);
    return {
      changes,
      reported: await this.figuresReported({ ...asked, knownAt }, changes.known),
      amended: changes.known.filter(({ kind }) => kind !== 'reported'),
      waysOut: await this.waysChanged({ ...asked, knownAt }, changed),
      contradictionsNew: contradictions.filter((one) => one.state === 'open' && isNews(one.knownFrom)),
      contradictionsSettled: contradictions.filter(({ settledBy }) => settledBy !== null && isNews(settledBy.at)),
    };
  }

  private async figuresReported(asked: BriefingAsked & { readonly knownAt: Moment }, known: Known) {
    const { scope, knownAtMs } = await this.questions.openKnown(asked);
    const reports = known.filter(({ kind }) => kind === 'reported').flatMap((one) => one.reports);
    const ids = reports.map(({ id }) => id);
    const attributions = await attributionsOf(scope, ids, knownAtMs);
    return reports.map((report) => ({ report, figures: attributions.get(report.id)?.figures ?? [] }));
  }

  /** All pages of all lists. */
  private async allChanges(
    asked: BriefingAsked,
  ): Promise<BriefingFacts['changes'] & Pick<ChangesDto, 'knownFrom' | 'knownTo'>> {
    const pages = await allPages((after) =>
      this.changes.between({ ...asked, ...whole_pages, kinds: changeLists, ...after }),
    );
    const lists = Object.fromEntries(
      changeLists.map((name) => [name, pages.flatMap((page): readonly unknown[] => page[name] ?? [])]),
    ) as unknown as Required<Pick<ChangesDto, (typeof changeLists)[number]>>;
    return { ...pages.at(-1)!, ...lists };
  }

  private async allContradictions(asked: BriefingAsked): Promise<readonly ContradictionDto[]> {
    const { from: _from, to: _to, policy: _any, ...known } = asked;
    const pages = await allPages((after) => this.contradictions.list({ ...known, ...whole_pages, ...after }));
    return pages.flatMap(({ items }) => items);
  }

  /** Of the places that the changed ways lead to, and of those that changed hands, the ones for which it matters. */
  private async waysChanged(
    { from, to, knownAt, policy, edition, snapshot }: BriefingAsked,
    changed: readonly PlaceId[],
  ): Promise<readonly WaysChange[]> {
    const pinned = {
      edition,
      ...(knownAt === undefined ? {} : { knownAt }),
      ...(policy === undefined ? {} : { policy }),
      ...(snapshot === undefined ? {} : { snapshot }),
    };
    const { scope } = await this.questions.openEdition(pinned);
    const routes = await routesOf(scope);
    const parents = await placeParents(scope);
    const ways = new Set(routes.map(({ id }) => id));
    const around = changed.flatMap((id) => {
      const ends = routes.find((route) => route.id === id)?.connects ?? [];
      const parent = parents.get(id);
      return [...(ways.has(id) ? [] : [id]), ...ends, ...(ways.has(id) && parent !== undefined ? [parent] : [])];
    });
    const compared: WaysChange[] = [];
    for (const place of [...new Set(around)].sort().slice(0, most_places_around)) {
      const before = await this.isolation.of(place, { ...pinned, validAt: from });
      const after = await this.isolation.of(place, { ...pinned, validAt: to });
      if (hasOtherVerdict({ before, after })) compared.push({ before, after });
    }
    return compared;
  }
}

const whole_pages = { limit: greatest_limit };

/**
 * True if some party of the later answer has another verdict than it had before. A party that the later answer does not
 * list is not asked about.
 */
const hasOtherVerdict = ({ before, after }: WaysChange): boolean =>
  after.verdicts.some(({ for: party, verdict }) => verdict !== verdictOrUnknown(before, party));

/** The verdict of an answer for a party; `unknown`, as of what nothing is known, where the answer does not list it. */
export const verdictOrUnknown = ({ verdicts }: IsolationDto, party: string): string =>
  verdicts.find((one) => one.for === party)?.verdict ?? 'unknown';
