import { Fragment } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { BriefingDto, BriefingLineDto, BriefingSectionDto } from 'sitrep-api';
import { withKey } from '../access/download.js';
import { read } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { isTypedDay } from '../url/question.js';
import { addDays } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import './briefing.css';
import { askedOf, written_formats, writtenAt } from './written.js';

/** What changed until the world date, as the API words it: a document of one column to print or send. */
export default function BriefingScreen() {
  const words = useWords();
  const { asked, question } = useView();
  const from = question.from ?? addDays(asked.d, -1);
  const isReversed = from >= asked.d;
  const { data } = useQuery({
    queryKey: ['briefing', asked, from, words.language],
    enabled: !isReversed,
    queryFn: ({ signal }) => read<BriefingDto>('/v1/briefings', askedOf(asked, from, words.language), signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  // The briefing of other days is no answer to days that cannot be asked.
  if (data === undefined || isReversed)
    return (
      <main className="body" id="answers">
        <article className="briefing">
          <Dates from={from} />
        </article>
      </main>
    );
  return (
    <main className="body" id="answers">
      <article className="briefing">
        <h2>{data.title}</h2>
        <p className="sub">
          {data.lead}{' '}
          <button type="button" className="chip" onClick={() => window.print()}>
            {words.say('briefing.print')}
          </button>{' '}
          <Written from={from} />
        </p>
        <Dates from={from} />
        {data.sections.map((section) => (
          <Section key={section.name} section={section} />
        ))}
        <footer className="sub">{data.footer}</footer>
      </article>
    </main>
  );
}

/** Any two days: the earlier is chosen here, the later is the world date of the heading. */
function Dates({ from }: { readonly from: string }) {
  const words = useWords();
  const { asked } = useView();
  const isLate = from >= asked.d;
  return (
    <p className="dates">
      <label>
        {words.say('briefing.from')}
        <input
          type="date"
          value={from}
          max={addDays(asked.d, -1)}
          onChange={({ target }) => isTypedDay(target.value) && ask({ from: target.value })}
        />
      </label>
      <label>
        {words.say('briefing.to')}
        <input
          type="date"
          value={asked.d}
          onChange={({ target }) => isTypedDay(target.value) && ask({ from, d: target.value })}
        />
      </label>
      {isLate && <span className="problem">{words.say('briefing.reversed')}</span>}
    </p>
  );
}

/** The same as a file in the language of the page; the page to print opens beside this one. */
function Written({ from }: { readonly from: string }) {
  const words = useWords();
  const { asked } = useView();
  return written_formats.map((format) => (
    <a
      key={format}
      className="chip"
      href={writtenAt(asked, from, words.language, format)}
      {...(format === 'html' ? { target: '_blank', rel: 'noopener' } : { download: '' })}
      onClick={withKey}
    >
      {words.say(`briefing.${format}`)}
    </a>
  ));
}

function Section({ section: { heading, lines } }: { readonly section: BriefingSectionDto }) {
  const words = useWords();
  return (
    <section>
      <h3>{heading}</h3>
      {lines.length === 0 && <p className="line">{words.say('briefing.nothing')}</p>}
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </section>
  );
}

const most_cited = 5;

/** One line with its reports, each a link. Each part is isolated: names of two scripts would change places. */
const Line = ({ line: { place, text, reports } }: { readonly line: BriefingLineDto }) => (
  <p className="line">
    {place !== null && (
      <>
        <Link path={`/places/${place.id}`}>
          <b>
            <bdi>{place.name}</bdi>.
          </b>
        </Link>{' '}
      </>
    )}
    <bdi className="said">{text}</bdi>{' '}
    <span className="ref">
      {reports.slice(0, most_cited).map((report) => (
        <Fragment key={report.id}>
          <Link path={`/reports/${report.id}`}>
            <bdi>{report.citation}</bdi>
          </Link>{' '}
        </Fragment>
      ))}
    </span>
  </p>
);
