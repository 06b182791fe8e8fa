import { memo, useMemo } from 'react';
import type { Days, Flow } from '../api/days.js';
import { useView } from '../shell/view.jsx';
import { ask, go } from '../url/address.js';
import { isDay } from '../url/question.js';
import { fullDay, plainDay, weekDay } from '../words/days.js';
import { useWords, type Words } from '../words/words.jsx';
import { DayLabels } from './day-labels.jsx';
import { Flag } from './flag.jsx';
import { outlineOf, type Ribbon, ribbonsOf } from './ribbons.js';
import type { Scale } from './scale.js';
import { Dots } from './dots.jsx';

interface DrawingProps {
  readonly scale: Scale;
  readonly width: number;
  readonly flows: readonly Flow[];
  readonly days: Days;
  readonly narrow: boolean;
}

const wide = { height: 155, top: 47, bottom: 101, flag: 3, foot: 130 };
const low = { height: 131, top: 46, bottom: 80, flag: 3, foot: 106 };

/** Both lines, the ribbons between them, the dots above and the two flags. */
export function Drawing({ scale, width, flows, days, narrow }: DrawingProps) {
  const words = useWords();
  const { asked, knownDay } = useView();
  const at = narrow ? low : wide;
  const ribbons = useMemo(
    () => ribbonsOf(flows, scale, knownDay, narrow ? 4 : undefined),
    [flows, scale, knownDay, narrow],
  );
  const [xd, xk] = [scale.middleOf(asked.d), scale.middleOf(knownDay)];
  // On a phone the day stands under the line where the hand points.
  const pointed = at.bottom + (narrow ? 19 : 0);
  const line = (y: number) => `M${narrow ? 0 : 14} ${y}H${width - 4}`;
  const text = (day: string): string => flagText(day, asked.d, scale, words);
  const known = asked.k === undefined ? words.say('time.known-now') : words.say('time.known', { day: text(asked.k) });
  return (
    <svg width={width} height={at.height} aria-hidden="true">
      {scale.days.map((day, index) =>
        index % 2 === 0 ? null : (
          <rect
            key={day}
            className="stripe"
            x={scale.start + index * scale.dayWidth}
            y={at.top}
            width={scale.dayWidth}
            height={at.bottom - at.top}
          />
        ),
      )}
      <Ribbons ribbons={ribbons} top={at.top} bottom={at.bottom} />
      <path className="lines" d={line(at.top) + line(at.bottom)} />
      <DayLabels scale={scale} flows={flows} top={at.top} bottom={at.bottom} narrow={narrow} />
      {!narrow && <Captions top={at.top} bottom={at.bottom} height={at.height} />}
      <path className="join" d={`M${xd} ${at.top}L${xk} ${at.bottom}`} />
      <path className="pointer" d={`M${xd} ${at.top}v-20`} />
      <Dots scale={scale} days={days} y={at.top} narrow={narrow} />
      <path className="pointer known" d={`M${xk} ${pointed}V${at.foot}`} />
      <Flag
        hand="d"
        x={xd}
        y={at.flag}
        width={width}
        text={narrow ? text(asked.d) : words.say('time.world', { day: text(asked.d) })}
        narrow={narrow}
      />
      <Flag hand="k" x={xk} y={at.foot} width={width} text={narrow ? text(knownDay) : known} narrow={narrow} />
      {ribbons.length === 0 && <NoReports width={width} y={(at.top + at.bottom) / 2} />}
    </svg>
  );
}

/** The day on a flag: with its year where that is another, and an arrow where the day lies beyond the bar. */
function flagText(day: string, world: string, { from, to }: Scale, words: Words): string {
  const write = day.slice(0, 4) === world.slice(0, 4) ? weekDay : fullDay;
  const written = write(day, words.language);
  return day > to ? `${written} ›` : day < from ? `‹ ${written}` : written;
}

interface RibbonsProps {
  readonly ribbons: readonly Ribbon[];
  readonly top: number;
  readonly bottom: number;
}

/** The world hand moves over them, and leaves them as they are. */
const Ribbons = memo(function Ribbons({ ribbons, top, bottom }: RibbonsProps) {
  return ribbons.map((ribbon) => (
    <RibbonPath key={`${ribbon.occurred} ${ribbon.known}`} ribbon={ribbon} top={top} bottom={bottom} />
  ));
});

function RibbonPath({
  ribbon,
  top,
  bottom,
}: {
  readonly ribbon: Ribbon;
  readonly top: number;
  readonly bottom: number;
}) {
  const words = useWords();
  const day = (at: string): string => (isDay(at) ? plainDay(at, words.language) : words.say('time.before'));
  return (
    <path
      className="ribbon"
      data-kind={ribbon.kind}
      d={outlineOf(ribbon, top, bottom)}
      onDoubleClick={() => go('/reports')}
    >
      <title>
        {words.say('time.ribbon', { n: ribbon.count, occurred: day(ribbon.occurred), known: day(ribbon.known) })}
      </title>
    </path>
  );
}

interface CaptionsProps {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

function Captions({ top, bottom, height }: CaptionsProps) {
  const words = useWords();
  const rows = [
    [17, 'time.dots'],
    [top - 9, 'time.happened'],
    [bottom + 16, 'time.became-known'],
    [height - 10, 'time.shades'],
  ] as const;
  return rows.map(([y, key]) => (
    <text key={key} className="cap" x={14} y={y}>
      {words.say(key)}
    </text>
  ));
}

/** Says so, and leads to the first day of which anything is reported, as the key Home does. */
function NoReports({ width, y }: { readonly width: number; readonly y: number }) {
  const words = useWords();
  const { firstDay } = useView().desk;
  return (
    <text className="cap" x={width / 2} y={y + 4} textAnchor="middle">
      {words.say('time.none')}{' '}
      {firstDay !== null && (
        <tspan className="first-report" onPointerDown={(event) => (event.stopPropagation(), ask({ d: firstDay }))}>
          {words.say('time.first', { day: fullDay(firstDay, words.language) })}
        </tspan>
      )}
    </text>
  );
}
