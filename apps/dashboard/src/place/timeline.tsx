import { useQuery } from '@tanstack/react-query';
import type { ControlPeriodDto } from 'sitrep-api';
import type { Place } from '../api/situation.js';
import { formOf, shapeOf } from '../marks/form.js';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { conditionsText, verdictOf } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import { timelineOf } from './answer-grid.jsx';

/** Who held the place from when to when, as known on the known date. */
export function Timeline({ place }: { readonly place: Place }) {
  const words = useWords();
  const { asked, parties } = useView();
  const { data = [] } = useQuery(timelineOf(place.id, asked));
  const known = data.filter(({ status }) => status !== 'unknown');
  return (
    <section className="blk">
      <h3>{words.say('place.timeline')}</h3>
      <ol className="spans">
        {known.map((period) => (
          <li key={period.from}>
            <MarkIcon shape={shapeOf(place.kind)} form={formOf(period, parties)} size={20} />
            <span>{spanOf(period, place.timeZone, words)}</span>
            <b>{verdictOf(period, parties, words)}</b>
            <small>{conditionsText(period.conditions, words)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function spanOf({ from, to }: ControlPeriodDto, zone: string, words: Words): string {
  const day = (instant: string): string => fullDay(dayOf(instant, zone), words.language);
  if (from === null) return to === null ? '' : words.say('place.timeline-until', { to: day(to) });
  if (to === null) return words.say('place.timeline-since', { from: day(from) });
  return words.say('place.timeline-span', { from: day(from), to: day(to) });
}
