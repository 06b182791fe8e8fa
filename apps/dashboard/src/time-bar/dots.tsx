import type { Days } from '../api/days.js';
import { ink } from '../marks/mark.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { Scale } from './scale.js';

const most_dots = 6;

interface DotsProps {
  readonly scale: Scale;
  readonly days: Days;
  readonly y: number;
  readonly narrow: boolean;
}

/** A dot for each place that changed hands on a day, in the colour of who took it; many become a bar with a number. */
export function Dots({ scale, days, y, narrow }: DotsProps) {
  const words = useWords();
  const { parties } = useView();
  const placeName = usePlaceName();
  const step = narrow ? 6.4 : 11;
  return days.items.map(({ from, changedHands }) => {
    const n = changedHands.length;
    const x = scale.middleOf(from);
    if (n > most_dots || n * step > scale.dayWidth)
      return n === 0 ? null : (
        <g key={from}>
          <rect className="many" x={x - 10} y={y - 17} width="20" height="14" rx="3" />
          <text className="many-n" x={x} y={y - 6.5} textAnchor="middle">
            {n}
          </text>
          <title>{words.say('time.taken', { n })}</title>
        </g>
      );
    return changedHands.map(({ place, holders }, index) => (
      <circle
        key={`${from} ${place.id}`}
        className="dot"
        cx={x + (index - (n - 1) / 2) * step}
        cy={y - (narrow ? 7 : 9)}
        r={narrow ? 2.8 : 4}
        style={{ fill: ink(parties.of(holders[0] ?? '').token) }}
      >
        <title>{placeName(place)}</title>
      </circle>
    ));
  });
}
