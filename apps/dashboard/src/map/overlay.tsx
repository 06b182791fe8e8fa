import { memo } from 'react';
import type { Situation } from '../api/situation.js';
import type { Difference } from '../changes/difference.js';
import { useSinceLooked } from '../changes/looked.js';
import { useCompared } from '../compare/use-compared.js';
import { formOf, type MarkForm, type Shape, shapeOf } from '../marks/form.js';
import { Icon, type IconName, isIcon } from '../marks/icon.jsx';
import { ink, Mark } from '../marks/mark.jsx';
import type { Parties } from '../marks/parties.js';
import { type Claims, isDisputed, useClaims } from '../place/use-claims.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { verdictOf } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import type { MapLayout, Way } from './candidates.js';
import { answerOf } from './filter.js';
import { badge_px, boxOfLabel, type Drawn } from './boxes.js';
import { statesOf } from './passage.js';

const no_places: ReadonlySet<string> = new Set();
const open = (place: string): void => ask({ place });

/** The marks over the map, with their words. Each opens its place. */
export function Overlay({ layout }: { readonly layout: Pick<MapLayout, 'drawn' | 'ways'> }) {
  const words = useWords();
  const { situation, question, parties } = useView();
  const compared = useCompared();
  const fresh = useSinceLooked()?.places ?? no_places;
  const claims = useClaims();
  if (situation === undefined) return null;
  const differing = compared?.sides === undefined ? undefined : compared.differences;
  const ways = new Set(layout.ways.map(({ place }) => place.id));
  const looking: Looking = { situation, parties, words, chosen: question.place, ways, fresh, differing, claims };
  return (
    <>
      <Halves />
      {layout.ways.map((way) => (
        <WayLine key={way.place.id} way={way} same={differing?.has(way.place.id) === false} />
      ))}
      {[...layout.drawn].reverse().map((drawn) => {
        const look = lookOf(drawn, looking);
        return look === undefined ? null : <PlaceMark key={drawn.id} look={look} as={JSON.stringify(look)} />;
      })}
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

/** All that a mark shows. Two that look the same are not drawn twice: a moved hand changes few of many. */
interface Look {
  readonly drawn: Drawn;
  readonly shape: Shape;
  /** Undefined of a way: its line shows who holds it. */
  readonly form: MarkForm | undefined;
  /** Before and after, where two questions are compared and differ here. */
  readonly halves: readonly [MarkForm, MarkForm] | undefined;
  readonly className: string;
  /** What it says where no words stand at it. */
  readonly spoken: string | undefined;
  /** What its badges say. */
  readonly described: string;
  readonly status: string;
  readonly holders: string;
  readonly badges: readonly IconName[];
  readonly isChosen: boolean;
  /** Touched by what the log has recorded since this browser last looked. */
  readonly isFresh: boolean;
}

interface Looking {
  readonly situation: Situation;
  readonly parties: Parties;
  readonly words: Words;
  readonly chosen: string | undefined;
  readonly ways: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  readonly claims: ReadonlyMap<string, Claims> | undefined;
  /** Undefined where nothing is compared. */
  readonly differing: ReadonlyMap<string, Difference> | undefined;
}

function lookOf(
  drawn: Drawn,
  { situation, parties, words, chosen, ways, fresh, differing, claims }: Looking,
): Look | undefined {
  const place = situation.placeOf.get(drawn.id);
  if (place === undefined) return undefined;
  const answer = answerOf(situation, place.id);
  const way = ways.has(drawn.id);
  const difference = differing?.get(drawn.id);
  const states = statesOf(situation.condition.get(place.id), parties, words);
  // In a column there is room for a mark and words alone.
  const isAside = drawn.point !== undefined && (drawn.point[0] !== drawn.x || drawn.point[1] !== drawn.y);
  const differ = isDisputed(claims?.get(place.id)) ? (['differ'] as const) : [];
  const badges = isAside ? differ : [...differ, ...answer.conditions.filter(isIcon), ...states.map(({ icon }) => icon)];
  return {
    drawn,
    shape: shapeOf(place.kind),
    form: way || difference !== undefined ? undefined : formOf(answer, parties),
    halves:
      way || difference === undefined
        ? undefined
        : [formOf(difference.before, parties), formOf(difference.after, parties)],
    className: classOf(answer.status, differing === undefined ? 'not-asked' : difference),
    spoken: drawn.label === undefined ? `${place.name}: ${verdictOf(answer, parties, words)}` : undefined,
    described: words.semicolons([
      ...answer.conditions.map((name) => words.sayOf('condition', name)),
      ...states.map(({ text }) => text),
    ]),
    status: answer.status,
    holders: answer.holders.join(' '),
    badges: badges.filter((icon) => !(way && icon === 'cut')),
    isChosen: chosen === drawn.id && !way,
    isFresh: fresh.has(drawn.id),
  };
}

const PlaceMark = memo(
  function PlaceMark({ look }: { readonly look: Look; readonly as: string }) {
    const { drawn, shape, form, halves, badges } = look;
    const { id, x, y, r } = drawn;
    return (
      <g
        className={look.className}
        role="button"
        tabIndex={0}
        aria-label={look.spoken}
        aria-description={look.described || undefined}
        aria-current={look.isChosen || undefined}
        data-place={id}
        data-status={look.status}
        data-holders={look.holders}
        onClick={() => open(id)}
        onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open(id))}
      >
        <circle cx={x} cy={y} r={Math.max(r, 12)} className="target" />
        {look.isChosen && <circle cx={x} cy={y} r={r + 6} className="chosen" />}
        {halves !== undefined && <Both shape={shape} at={drawn} halves={halves} />}
        {form !== undefined && <Mark shape={shape} form={form} x={x} y={y} r={r} />}
        {badges.map((icon, index) => (
          <Badge key={icon} icon={icon} x={x - r - 3 - index * badge_px} y={y - r - 3} />
        ))}
        {look.isFresh && <circle cx={x + r * 0.8} cy={y - r * 0.8} r={4} className="fresh" />}
        <LabelText drawn={drawn} />
      </g>
    );
  },
  (before, after) => before.as === after.as,
);

const classOf = (status: string, difference: Difference | 'not-asked' | undefined): string =>
  [
    'pl',
    status === 'unknown' ? 'dim' : '',
    difference === undefined ? 'same' : '',
    typeof difference === 'object' && 'differs',
  ]
    .filter(Boolean)
    .join(' ');

interface BothProps {
  readonly shape: Shape;
  readonly at: Drawn;
  readonly halves: readonly [MarkForm, MarkForm];
}

/** Before and after as the two halves of one mark, in a ring of ink. */
function Both({ shape, at: { x, y, r }, halves: [before, after] }: BothProps) {
  const size = Math.max(r, 9);
  return (
    <g transform={`translate(${x} ${y})`}>
      <g clipPath="url(#half-before)">
        <Mark shape={shape} form={{ ...before, letters: '' }} r={size} full />
      </g>
      <g clipPath="url(#half-after)">
        <Mark shape={shape} form={{ ...after, letters: '' }} r={size} full />
      </g>
      <circle r={size + 4.5} className="both" />
    </g>
  );
}

/** The name and what is known; from words in a column a line leads to the point. */
function LabelText({ drawn }: { readonly drawn: Drawn }) {
  const { label, name, brief, point } = drawn;
  if (label === undefined) return null;
  const { left, right } = boxOfLabel(drawn, label);
  return (
    <>
      {point !== undefined && (
        <>
          <line
            className="leader"
            x1={label.anchor === 'start' ? right + 3 : left - 3}
            y1={label.y}
            x2={point[0]}
            y2={point[1]}
          />
          <circle className="point" cx={point[0]} cy={point[1]} r={2.4} />
        </>
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
