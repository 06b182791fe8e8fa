import { Inject, Injectable } from '@nestjs/common';
import { attributionsOf, type EditionScope, namesIn, type ReportAttribution } from '#projections/queries';
import { isDay, type Moment, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { actorsNamedIn } from '../reading/names.dto.js';
import { withoutUndefined } from '../http/without-undefined.js';
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
import { type Line, type Lines, linesOf, revisedLines } from './sections.js';
import type { Speech } from './sentences.js';
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

  async write({ lang, publishedAt, format: _format, ...asked }: BriefingQueryDto): Promise<BriefingDto> {
    const facts = await this.facts.gather(asked);
    const { knownAt } = facts.changes;
    const { scope, position, knownAtMs } = await this.questions.openKnown({ ...asked, knownAt });
    const earlier = publishedAt === undefined ? undefined : await this.facts.gather({ ...asked, knownAt: publishedAt });
    const words = new Words(lang, this.zone);
    const speech = await speechOf(scope, words, [facts, earlier, asked.within]);
    // A pinned answer is the same whatever name its edition was asked by.
    const snapshot = snapshotInHand();
    const pinned = { ...asked, ...withoutUndefined<{ snapshot?: string }>({ snapshot }) };
    const lines = linesOf(facts, pinned, speech);
    const revised = earlier === undefined ? [] : revisedLines(linesOf(earlier, pinned, speech), lines, speech);
    const { from, to, within } = asked;
    const edition = snapshot ?? asked.edition;
    const moments = { from: momentText(from, words), to: momentText(to, words) };
    const known = words.moment(knownAt);
    const parameters = { from, to, knownAt, publishedAt, within, lang, edition: asked.edition };
    return {
      from,
      to,
      language: lang,
      title: words.say('title', { ...moments, within: within === undefined ? 'none' : speech.place(within) }),
      lead: words.say('known', { day: known }),
      sections: await sectionsOf(scope, { ...lines, revised }, speech, knownAtMs),
      footer: words.say('footer', { ...moments, known, edition, position }),
      knownAt,
      position,
      links: [{ rel: 'self', href: addressOf('/v1/briefings', parameters) }],
    };
  }
}

const momentText = (moment: Moment, words: Words): string => (isDay(moment) ? words.day(moment) : words.moment(moment));

/** The names of all actors and places that stand in what is told, in the language of the words. */
async function speechOf(scope: EditionScope, words: Words, told: readonly unknown[]): Promise<Speech> {
  const actors = await namesIn(
    scope,
    'actor',
    [...actorsNamedIn(told), ...idsUnder(told, ['group', 'for'])],
    words.language,
  );
  const places = await namesIn(scope, 'place', idsUnder(told, ['place', 'places', 'within']), words.language);
  return { words, actor: (id) => actors.get(id) ?? id, place: (id) => places.get(id) ?? id };
}

/** Every text under one of these names, at any depth; of an object its id; and every text of the list itself. */
function idsUnder(told: unknown, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, isNamed: boolean): void => {
    if (typeof value === 'string' && isNamed) found.add(value);
    else if (Array.isArray(value)) for (const one of value) look(one, isNamed || value === told);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) look(one, names.includes(name) || (isNamed && name === 'id'));
  };
  look(told, false);
  return [...found];
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
      })),
    }));
}

/** In order of the outlets' numbers, those without one last. */
const citedBy = ({ reports }: Line, attributions: ReadonlyMap<string, ReportAttribution>): readonly CitedReportDto[] =>
  reports
    .flatMap((id) => attributions.get(id) ?? [])
    .sort((a, b) => ((a.externalId ?? '\uffff') + a.id < (b.externalId ?? '\uffff') + b.id ? -1 : 1))
    .map(({ id, externalId, outlet, voice, grade: { reliability, credibility } }) => ({
      id,
      externalId,
      outlet,
      voice,
      reliability,
      credibility,
    }));
