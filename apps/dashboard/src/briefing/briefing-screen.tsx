import type { ReactNode } from 'react';
import type { ControlChangeDto, ReportSummaryDto } from 'sitrep-api';
import { withKey } from '../access/download.js';
import { type AskedWords, conditionText, handsText } from '../changes/change-words.js';
import { useWorldChanges } from '../changes/use-changes.js';
import { groupName } from '../counts/group-name.js';
import { knownWords, usePlaceName, useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { fullDay, longDay } from '../words/days.js';
import { amountOf, verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import './briefing.css';
import { written_formats, writtenAt } from './written.js';

/** What changed, as a document of one column to print or send. */
export default function BriefingScreen() {
  const words = useWords();
  const { asked, parties, situation } = useView();
  const { data } = useWorldChanges();
  if (data === undefined) return <main className="body" id="answers" />;
  const gaps: AskedWords = { words, parties };
  const verdict = ({ after }: ControlChangeDto): string => verdictOf(after, parties, words);
  const d = longDay(asked.d, words.language);
  return (
    <main className="body" id="answers">
      <article className="briefing">
        <h2>{words.say('briefing.title', { d })}</h2>
        <p className="sub">
          {words.say('briefing.lead', { k: knownWords(asked, words) })}{' '}
          <button type="button" className="chip" onClick={() => window.print()}>
            {words.say('briefing.print')}
          </button>{' '}
          <Written />
        </p>
        <Section
          title={words.say('briefing.hands')}
          changes={data.changedHands}
          text={(change) => handsText(change, data.conditions ?? [], gaps)}
        />
        <Section title={words.say('briefing.first')} changes={data.firstReported} text={verdict} />
        <Section
          title={words.say('briefing.conditions')}
          changes={data.conditions}
          text={(change) => conditionText(change, gaps)}
        />
        <Section title={words.say('briefing.refined')} changes={data.refined} text={verdict} />
        <Section title={words.say('briefing.lapsed')} changes={data.lapsed} text={verdict} />
        <Counts />
        <footer className="sub">
          {words.say('briefing.footer', {
            d: fullDay(asked.d, words.language),
            k: knownWords(asked, words),
            position: situation?.position ?? '',
          })}
        </footer>
      </article>
    </main>
  );
}

/** The same as a file in the language of the page; the page to print opens beside this one. */
function Written() {
  const words = useWords();
  const { asked } = useView();
  return written_formats.map((format) => (
    <a
      key={format}
      className="chip"
      href={writtenAt(asked, words.language, format)}
      {...(format === 'html' ? { target: '_blank', rel: 'noopener' } : { download: '' })}
      onClick={withKey}
    >
      {words.say(`briefing.${format}`)}
    </a>
  ));
}

interface SectionProps<T> {
  readonly title: string;
  readonly changes: readonly T[] | undefined;
  readonly text: (change: T) => string;
}

interface Told {
  readonly place: { readonly id: string; readonly name: string };
  readonly reports: readonly ReportSummaryDto[];
}

function Section<T extends Told>({ title, changes = [], text }: SectionProps<T>) {
  const placeName = usePlaceName();
  if (changes.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      {changes.map((change, index) => (
        <Line key={index} lead={placeName(change.place)} reports={change.reports}>
          {text(change)}
        </Line>
      ))}
    </section>
  );
}

function Counts() {
  const words = useWords();
  const { parties } = useView();
  const { data } = useWorldChanges();
  if ((data?.counts ?? []).length === 0) return null;
  return (
    <section>
      <h3>{words.say('briefing.counts')}</h3>
      {data?.counts?.map(({ measure, group, unit, after, reports }, index) => (
        <Line key={index} lead={amountOf({ ...after, unit }, words)} reports={reports}>
          {words.say('counts.of', {
            group: groupName(group, words, (actor) => parties.nameOf(actor)),
            measure: words.sayOf('measure', measure),
          })}
        </Line>
      ))}
    </section>
  );
}

/** One line with the numbers of its reports, each a link. */
function Line({
  lead,
  children,
  reports,
}: {
  lead: string;
  children: ReactNode;
  reports: readonly ReportSummaryDto[];
}) {
  return (
    <p className="line">
      <b>{lead}.</b> {children}{' '}
      <span className="ref">
        {reports.slice(0, 5).map(({ id, externalId }) => (
          <Link key={id} path={`/reports/${id}`}>
            {externalId ?? id.slice(0, 8)}{' '}
          </Link>
        ))}
      </span>
    </p>
  );
}
