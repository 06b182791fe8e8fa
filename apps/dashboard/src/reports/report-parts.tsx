import type { ReactNode } from 'react';
import { whomOf } from '../counts/group-name.js';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { amountOf, unitOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { happened } from './feed-card.jsx';
import type { Report } from './use-reports.js';

/** Who says so, when, where, who, and what it claims and counts. */
export function ReportParts({ report }: { readonly report: Report }) {
  const words = useWords();
  const { parties, situation, asked, desk } = useView();
  const placeName = (id: string): string => situation?.placeOf.get(id)?.name ?? id;
  const { source, places = [], actors = [], note } = report;
  const chain = (source.chain ?? []).join(' › ') || words.say('report.unnamed');
  return (
    <dl className="parts">
      <Part term={words.say('report.source')}>
        <Voice text={chain} />
        {' · '}
        <Voice text={source.outlet} />
      </Part>
      <Part term={words.say('report.when')}>
        {happened(report, asked.d, desk.zone, words)} ·{' '}
        {words.say('report.known', { day: fullDay(dayOf(report.knownFrom, desk.zone), words.language) })}
      </Part>
      {places.length > 0 && (
        <Part term={words.say('report.places')}>
          {places.map((id) => (
            <Link key={id} path="/" change={{ place: id }} className="named-link">
              {placeName(id)}
            </Link>
          ))}
        </Part>
      )}
      {actors.length > 0 && (
        <Part term={words.say('report.actors')}>
          {actors.map(({ role, actor }, index) => (
            <span key={`${role} ${actor} ${index}`} className="role">
              <small>{words.sayOf('role', role)}</small> {parties.nameOf(actor)}
            </span>
          ))}
        </Part>
      )}
      <Claims report={report} placeName={placeName} />
      <Figures report={report} />
      {note !== undefined && (
        <Part term={words.say('report.note')}>
          <span dir="auto">
            <Said text={note} />
          </span>
        </Part>
      )}
      <Others report={report} />
    </dl>
  );
}

const Voice = ({ text }: { readonly text: string }) => (
  <bdi>
    <Said text={text} />
  </bdi>
);

const Part = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

function Claims({ report, placeName }: { readonly report: Report; readonly placeName: (id: string) => string }) {
  const words = useWords();
  const { parties } = useView();
  const { control = [], condition = [] } = report;
  return (
    <>
      {control.length > 0 && (
        <Part term={words.say('report.claims')}>
          {control.map(({ place, effect, holders = [] }, index) => {
            const who = words.list(holders.map((actor) => parties.nameOf(actor))) || words.say('report.nobody');
            return (
              <span key={index} className="role">
                {words.say(`report.effect-${effect}`, { place: placeName(place), who })}
              </span>
            );
          })}
        </Part>
      )}
      {condition.length > 0 && (
        <Part term={words.say('report.conditions')}>
          {condition.map(({ place, state }, index) => (
            <span key={index} className="role">
              {placeName(place)}: {words.sayOf('condition', state)}
            </span>
          ))}
        </Part>
      )}
    </>
  );
}

function Figures({ report: { figures = [] } }: { readonly report: Report }) {
  const words = useWords();
  const { parties } = useView();
  if (figures.length === 0) return null;
  return (
    <Part term={words.say('report.figures')}>
      {figures.map(
        ({ low = null, best = null, high = null, lowExclusive = false, measure, unit, group, wording }, index) => (
          <span key={index} className="role">
            {amountOf({ low, best, high, lowExclusive, unit: unitOf(measure, unit) }, words)}{' '}
            {words.sayOf('measure', measure)}{' '}
            {inBrackets(whomOf({ measure, group }, words, (id) => parties.nameOf(id)))}{' '}
            {wording !== undefined && <bdi>“{wording}”</bdi>}
          </span>
        ),
      )}
    </Part>
  );
}

const inBrackets = (text: string | undefined): string => (text === undefined ? '' : `(${text})`);

/** The reports that it does not agree with, and those that it is about as well. */
function Others({ report }: { readonly report: Report }) {
  const words = useWords();
  const lists = [
    ['report.disputes', report.contradicts],
    ['report.related', report.related],
  ] as const;
  return lists.map(([term, ids]) =>
    ids.length === 0 ? null : (
      <Part key={term} term={words.say(term)}>
        {ids.map((id) => (
          <Link key={id} path={`/reports/${id}`} className="named-link">
            {id.slice(0, 8)}
          </Link>
        ))}
      </Part>
    ),
  );
}
