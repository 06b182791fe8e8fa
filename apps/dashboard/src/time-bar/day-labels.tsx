import { memo } from 'react';
import type { Flow } from '../api/days.js';
import { shortDay, weekdayAndDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import type { Scale } from './scale.js';

interface DayLabelsProps {
  readonly scale: Scale;
  readonly flows: readonly Flow[];
  readonly top: number;
  readonly bottom: number;
  readonly narrow: boolean;
}

const least_label_px = 34;
const worded_px = 128;
const counted_px = 70;
/** Arabic has no short names of weekdays. */
const counted_rtl_px = 112;

/** The days under the lower line with how many reports became known on each; thinned out where there is no room. */
export const DayLabels = memo(function DayLabels({ scale, flows, top, bottom, narrow }: DayLabelsProps) {
  const every = Math.max(1, Math.ceil(least_label_px / scale.dayWidth));
  return scale.days.map((day, index) => (
    <g key={day}>
      {index > 0 && scale.dayWidth > 8 && (
        <path
          className="tick"
          d={`M${scale.start + index * scale.dayWidth} ${bottom}v5M${scale.start + index * scale.dayWidth} ${top}v-4`}
        />
      )}
      {index % every === 0 && <DayLabel day={day} scale={scale} flows={flows} y={bottom + 16} narrow={narrow} />}
    </g>
  ));
});

interface DayLabelProps extends Pick<DayLabelsProps, 'scale' | 'flows' | 'narrow'> {
  readonly day: string;
  readonly y: number;
}

function DayLabel({ day, scale, flows, y, narrow }: DayLabelProps) {
  const words = useWords();
  const x = scale.middleOf(day);
  const count = flows.filter(({ known }) => known === day).reduce((sum, flow) => sum + flow.count, 0);
  const least = words.direction === 'rtl' ? counted_rtl_px : counted_px;
  if (narrow || scale.dayWidth < least)
    return (
      <text className="dayl" x={x} y={y} textAnchor="middle">
        {scale.dayWidth < least_label_px ? shortDay(day, words.language) : Number(day.slice(8))}
      </text>
    );
  return (
    <>
      <text className="dayl" x={x - 7} y={y} textAnchor="end">
        {weekdayAndDay(day, words.language)}
      </text>
      {count > 0 && (
        <text className="cnt" x={x + 7} y={y}>
          {scale.dayWidth > worded_px ? words.say('time.reports', { n: count }) : words.number(count)}
        </text>
      )}
    </>
  );
}
