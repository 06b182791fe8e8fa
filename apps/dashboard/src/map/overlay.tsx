import type { Difference } from '../changes/difference.js';
import { useCompared } from '../compare/use-compared.js';
import { formOf, type Shape, shapeOf } from '../marks/form.js';
import { Icon, type IconName, isIcon } from '../marks/icon.jsx';
import { ink, Mark } from '../marks/mark.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import type { MapLayout, Way } from './candidates.js';
import { answerOf } from './filter.js';
import { badge_px, boxOfLabel, type Drawn } from './boxes.js';
import { statesOf } from './passage.js';

const open = (place: string): void => ask({ place });

/** The marks over the map, with their words. Each opens its place. */
export function Overlay({ layout }: { readonly layout: MapLayout }) {
  const { situation, question } = useView();
  const compared = useCompared();
  if (situation === undefined) return null;
  const differing = compared?.sides === undefined ? undefined : compared.differences;
  const ways = new Set(layout.ways.map(({ place }) => place.id));
  return (
    <>
      <Halves />
      {layout.ways.map((way) => (
        <WayLine key={way.place.id} way={way} same={differing?.has(way.place.id) === false} />
      ))}
      {[...layout.drawn].reverse().map((drawn) => (
        <PlaceMark
          key={drawn.id}
          drawn={drawn}
          way={ways.has(drawn.id)}
          open={question.place === drawn.id}
          difference={differing === undefined ? 'not-asked' : differing.get(drawn.id)}
        />
      ))}
    </>
  );
}

/** What a mark shows where two questions are compared: the answers before and after. */
const Halves = () => (
  <defs>
    <clipPath id="half-before">
      <rect x="-40" y="-40" width="39.4" height="80" />
    </clipPath>
    <clipPath id="half-after">
      <rect x="0.6" y="-40" width="40" height="80" />
    </clipPath>
  </defs>
);

interface PlaceMarkProps {
  readonly drawn: Drawn;
  readonly way: boolean;
  readonly open: boolean;
  /** Undefined where two questions have the same answer. */
  readonly difference: Difference | 'not-asked' | undefined;
}

function PlaceMark({ drawn, way, open: isOpen, difference }: PlaceMarkProps) {
  const words = useWords();
  const { situation, parties } = useView();
  const place = situation?.placeOf.get(drawn.id);
  if (situation === undefined || place === undefined) return null;
  const answer = answerOf(situation, place.id);
  const { x, y, r } = drawn;
  const states = statesOf(situation.condition.get(place.id), parties, words);
  // In a column there is room for a mark and words alone.
  const isAside = drawn.point !== undefined && (drawn.point[0] !== x || drawn.point[1] !== y);
  const badges = isAside
    ? []
    : [...answer.conditions.filter(isIcon), ...states.map(({ icon }) => icon)].filter(
        (icon) => !(way && icon === 'cut'),
      );
  return (
    <g
      className={classOf(answer.status, difference)}
      role="button"
      tabIndex={0}
      aria-label={drawn.label === undefined ? `${place.name}: ${verdictOf(answer, parties, words)}` : undefined}
      data-place={place.id}
      data-status={answer.status}
      data-holders={answer.holders.join(' ')}
      onClick={() => open(place.id)}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open(place.id))}
    >
      <circle cx={x} cy={y} r={Math.max(r, 12)} className="target" />
      {isOpen && !way && <circle cx={x} cy={y} r={r + 6} className="chosen" />}
      {!way && typeof difference === 'object' && (
        <Both shape={shapeOf(place.kind)} at={drawn} difference={difference} />
      )}
      {!way && typeof difference !== 'object' && (
        <Mark shape={shapeOf(place.kind)} form={formOf(answer, parties)} x={x} y={y} r={r} />
      )}
      {badges.map((icon, index) => (
        <Badge key={icon} icon={icon} x={x - r - 3 - index * badge_px} y={y - r - 3} />
      ))}
      <Words drawn={drawn} />
    </g>
  );
}

const classOf = (status: string, difference: PlaceMarkProps['difference']): string =>
  [
    'pl',
    status === 'unknown' ? 'dim' : '',
    difference === undefined ? 'same' : '',
    typeof difference === 'object' && 'differs',
  ]
    .filter(Boolean)
    .join(' ');

/** Before and after as the two halves of one mark, in a ring of ink. */
function Both({ shape, at: { x, y, r }, difference }: { shape: Shape; at: Drawn; difference: Difference }) {
  const { parties } = useView();
  const size = Math.max(r, 9);
  return (
    <g transform={`translate(${x} ${y})`}>
      <g clipPath="url(#half-before)">
        <Mark shape={shape} form={{ ...formOf(difference.before, parties), letters: '' }} r={size} full />
      </g>
      <g clipPath="url(#half-after)">
        <Mark shape={shape} form={{ ...formOf(difference.after, parties), letters: '' }} r={size} full />
      </g>
      <circle r={size + 4.5} className="both" />
    </g>
  );
}

/** The name and what is known; from words in a column a line leads to the point. */
function Words({ drawn }: { readonly drawn: Drawn }) {
  const { label, name, brief, point } = drawn;
  if (label === undefined) return null;
  const { left, right } = boxOfLabel(drawn, label);
  return (
    <>
      {point !== undefined && (
        <line
          className="leader"
          x1={label.anchor === 'start' ? right + 3 : left - 3}
          y1={label.y}
          x2={point[0]}
          y2={point[1]}
        />
      )}
      <text className="nm" x={label.x} y={label.y} textAnchor={label.anchor}>
        {name}
      </text>
      <text className="ds" x={label.x} y={label.y + 13.5} textAnchor={label.anchor}>
        {brief}
      </text>
    </>
  );
}

const Badge = ({ icon, x, y }: { readonly icon: IconName; readonly x: number; readonly y: number }) => (
  <g transform={`translate(${x - 8} ${y - 8})`} className="badge">
    <rect width="16" height="16" rx="3" />
    <Icon name={icon} size={12} x={2} y={2} />
  </g>
);

/** A road: solid as it is held, dotted where nobody has reported, broken where it is cut. */
function WayLine({ way: { place, from, to }, same }: { readonly way: Way; readonly same: boolean }) {
  const { situation, parties, question } = useView();
  if (situation === undefined) return null;
  const answer = answerOf(situation, place.id);
  const token = formOf(answer, parties).tokens[0] ?? 'ink';
  const d = `M${from.join(' ')}L${to.join(' ')}`;
  const cut = situation.condition.get(place.id)?.passage?.state === 'cut';
  const form = answer.status === 'unknown' ? 'unknown' : answer.status === 'inferred' ? 'inferred' : 'known';
  const middle = `translate(${(from[0] + to[0]) / 2} ${(from[1] + to[1]) / 2}) rotate(${angle(from, to)})`;
  return (
    <g className={same ? 'way same' : 'way'} data-form={form} onClick={() => open(place.id)}>
      {question.place === place.id && <path d={d} className="chosen-way" />}
      <path d={d} className="way-edge" />
      <path d={d} className="way-line" style={{ stroke: ink(token) }} />
      {cut && (
        <g transform={middle} className="way-cut">
          <rect x="-9" y="-7" width="18" height="14" />
          <path d="M-8.5 -8v16M8.5 -8v16" strokeWidth="2.6" />
          <path d="M-3.6 -3.6l7.2 7.2M3.6 -3.6l-7.2 7.2" strokeWidth="2" />
        </g>
      )}
    </g>
  );
}

const angle = (from: readonly number[], to: readonly number[]): number =>
  (Math.atan2((to[1] ?? 0) - (from[1] ?? 0), (to[0] ?? 0) - (from[0] ?? 0)) * 180) / Math.PI;
