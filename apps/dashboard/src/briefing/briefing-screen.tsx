import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { BriefingDto, BriefingLineDto, BriefingSectionDto, CitedReportDto } from 'sitrep-api';
import { withKey } from '../access/download.js';
import { read } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import './briefing.css';
import { askedOf, written_formats, writtenAt } from './written.js';

/** What changed until the world date, as the API words it: a document of one column to print or send. */
export default function BriefingScreen() {
  const words = useWords();
  const { asked } = useView();
  const { data } = useQuery({
    queryKey: ['briefing', asked, words.language],
    queryFn: ({ signal }) => read<BriefingDto>('/v1/briefings', askedOf(asked, words.language), signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (data === undefined) return <main className="body" id="answers" />;
  return (
    <main className="body" id="answers">
      <article className="briefing">
        <h2>{data.title}</h2>
        <p className="sub">
          {data.lead}{' '}
          <button type="button" className="chip" onClick={() => window.print()}>
            {words.say('briefing.print')}
          </button>{' '}
          <Written />
        </p>
        {data.sections.map((section) => (
          <Section key={section.name} section={section} />
        ))}
        <footer className="sub">{data.footer}</footer>
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

/** "D051 Reuters, Iraqi military (B2)", as documents cite it. */
function citationOf({ id, externalId, outlet, voice, reliability, credibility }: CitedReportDto): string {
  const said = voice === null || voice === outlet ? outlet : `${outlet}, ${voice}`;
  return `${externalId ?? id.slice(0, 8)} ${said} (${reliability}${credibility})`;
}

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
        <Link key={report.id} path={`/reports/${report.id}`}>
          <bdi>{citationOf(report)}</bdi>{' '}
        </Link>
      ))}
    </span>
  </p>
);
