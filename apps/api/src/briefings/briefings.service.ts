import { Inject, Injectable } from '@nestjs/common';
import { attributionsOf, type EditionScope, namesIn, type ReportAttribution } from '#read-models/queries';
import { type Instant, instantMs, stored_policy, type TimeZone, withoutDirectionMarks } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { citationOf } from '../reading/citation.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { snapshotInHand } from '../reading/snapshot.interceptor.js';
import { BriefingFactsService } from './briefing-facts.service.js';
import {
  type BriefingDto,
  type BriefingQueryDto,
  type CitedReportDto,
  type SectionName,
  sectionNames,
} from './briefing.dto.js';
import { briefingMap } from './map/briefing-map.js';
import { type Named, namedInFacts } from './named-in-facts.js';
import { pageLinks } from './page-links.js';
import { type Line, type Lines, linesOf, revisedLines } from './sections.js';
import { momentText, type Speech } from './sentences.js';
import { Words } from './words.js';

/** A briefing that says nothing of these says that there was nothing. */
const always_there: readonly SectionName[] = ['counts', 'changedHands'];

/** Writes what changed between two dates in sentences, each with what it rests on. */
@Injectable()
export class BriefingsService {
  constructor(
    private readonly facts: BriefingFactsService,
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  async write({ lang, publishedAt, format: _format, ...given }: BriefingQueryDto): Promise<BriefingDto> {
    const asked = publishedAt === undefined ? given : { ...given, knownAt: await this.knownSince(publishedAt, given) };
    const facts = await this.facts.gather(asked);
    const { knownAt, policy } = facts.changes;
    const question = await this.questions.openKnown({ ...asked, knownAt });
    const { scope, position, knownAtMs } = question;
    const earlier = publishedAt === undefined ? undefined : await this.facts.gather({ ...asked, knownAt: publishedAt });
    const words = new Words(lang, this.zone);
    const { from, to, within, policy: chosen } = asked;
    const named = [facts, ...(earlier === undefined ? [] : [earlier])].map(namedInFacts);
    const areas = { actors: [], places: within === undefined ? [] : [within] };
    const speech = await speechOf(scope, words, [...named, areas]);
    // A pinned answer is the same whatever name its edition was asked by.
    const snapshot = snapshotInHand();
    const pinned = { ...asked, ...withoutUndefined<{ snapshot?: string }>({ snapshot }) };
    const pages = pageLinks({
      to,
      knownAt,
      policy: chosen,
      edition: question.edition,
      language: lang,
      zone: this.zone,
    });
    const lines = linesOf(facts, pinned, speech, pages);
    const revised = earlier === undefined ? [] : revisedLines(linesOf(earlier, pinned, speech, pages), lines, speech);
    const edition = snapshot ?? asked.edition;
    const moments = { from: momentText(from, words), to: momentText(to, words) };
    const known = words.moment(knownAt);
    const parameters = { from, to, knownAt, publishedAt, within, policy: chosen, lang, edition: asked.edition };
    return {
      from,
      to,
      language: lang,
      title: words.say('title', { ...moments, within: within === undefined ? 'none' : speech.place(within) }),
      lead: words.say('known', { day: known }),
      sections: await sectionsOf(scope, { ...lines, revised }, speech, knownAtMs),
      map: await briefingMap(scope, facts, lines.changedHands, speech),
      policy,
      footer: [
        words.say('footer', { ...moments, known, edition, position }),
        ...(policy === stored_policy ? [] : [words.say('policy', { policy })]),
      ].join(' '),
      knownAt,
      position,
      links: [{ rel: 'self', href: addressOf('/v1/briefings', parameters) }],
    };
  }

  /**
   * Returns the known time that a published briefing is compared with.
   *
   * @throws {Rejected} `malformed` if that known time is before `publishedAt`.
   */
  private async knownSince(
    publishedAt: Instant,
    asked: Omit<BriefingQueryDto, 'lang' | 'publishedAt'>,
  ): Promise<Instant> {
    const { knownAtMs, echo } = await this.questions.openKnown(asked);
    if (instantMs(publishedAt) <= knownAtMs) return echo.knownAt;
    const detail =
      `publishedAt is ${publishedAt}, and it is told as known at ${echo.knownAt}: send an instant that is not after ` +
      'knownAt, which is now by default, and not in the future.';
    throw new Rejected('malformed', 'Nothing can be said otherwise before it is published.', [
      { parameter: 'publishedAt', code: 'reversed', detail },
    ]);
  }
}

/** The names of all that is named, in the language of the words. */
async function speechOf(scope: EditionScope, words: Words, named: readonly Named[]): Promise<Speech> {
  const idsOf = (read: (one: Named) => readonly string[]): readonly string[] => [...new Set(named.flatMap(read))];
  const actors = await namesIn(
    scope,
    'actor',
    idsOf(({ actors: ids }) => ids),
    words.language,
  );
  const places = await namesIn(
    scope,
    'place',
    idsOf(({ places: ids }) => ids),
    words.language,
  );
  const nameIn = (names: ReadonlyMap<string, string>) => (id: string) => withoutDirectionMarks(names.get(id) ?? id);
  return { words, actor: nameIn(actors), place: nameIn(places) };
}

async function sectionsOf(
  scope: EditionScope,
  lines: Lines,
  speech: Speech,
  knownAtMs: number,
): Promise<BriefingDto['sections']> {
  const ids = [...new Set(Object.values(lines).flatMap((list) => list.flatMap(({ reports }) => reports)))];
  const attributions = await attributionsOf(scope, ids, knownAtMs);
  return sectionNames
    .filter((name) => lines[name].length > 0 || always_there.includes(name))
    .map((name) => ({
      name,
      heading: speech.words.say(`section.${name}`),
      lines: lines[name].map((line) => ({
        place: line.place === null ? null : { id: line.place, name: speech.place(line.place) },
        text: line.text,
        reports: citedBy(line, attributions),
        href: line.href,
        page: line.page,
      })),
    }));
}

/** In order of the outlets' numbers, those without one last. */
const citedBy = ({ reports }: Line, attributions: ReadonlyMap<string, ReportAttribution>): readonly CitedReportDto[] =>
  reports
    .flatMap((id) => attributions.get(id) ?? [])
    .sort((a, b) => ((a.externalId ?? '\uffff') + a.id < (b.externalId ?? '\uffff') + b.id ? -1 : 1))
    .map(({ id, externalId, outlet, voice, grade: { reliability, credibility } }) => {
      const cited = { id, externalId, outlet, voice, reliability, credibility };
      return { ...cited, citation: citationOf(cited) };
    });
