import { useRef } from 'react';
import { MapFrame } from '../map/map-frame.jsx';
import { type Bounds, locator, type Point, projector } from '../map/projection.js';
import { useMap } from '../map/use-map.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { Spot } from './coordinates.js';

interface PinMapProps {
  readonly spot: Spot | undefined;
  readonly around: Bounds | undefined;
  readonly choose: (spot: Spot) => void;
}

const most_named = 40;

/** A small map with the places that are registered: a press sets the pin. The field beside it does the same in numbers. */
export default function PinMap({ spot, around, choose }: PinMapProps) {
  const words = useWords();
  const element = useRef<HTMLDivElement>(null);
  const { situation, desk } = useView();
  const shown = useMap(element, around ?? (desk.startView.bounds as Bounds | null) ?? undefined);
  const { camera, width, height } = shown;
  const project = projector(camera, width, height);
  const seen = (situation?.places ?? [])
    .flatMap(({ id, name, location }) => (location ? [{ id, name, at: project([location.lon, location.lat]) }] : []))
    .filter(({ at: [x, y] }) => x > 0 && y > 0 && x < width && y < height)
    .slice(0, most_named);
  const drawing = width > 0 && (
    <svg
      className="overlay pin-overlay"
      width={width}
      height={height}
      role="img"
      aria-label={words.say('place-form.map')}
      onClick={({ currentTarget, clientX, clientY }) => {
        const { left, top } = currentTarget.getBoundingClientRect();
        const [lon, lat] = locator(camera, width, height)([clientX - left, clientY - top]);
        choose({ lat: Number(lat.toFixed(5)), lon: Number(lon.toFixed(5)) });
      }}
    >
      <rect width={width} height={height} fill="transparent" />
      {seen.map(({ id, name, at }) => (
        <Known key={id} name={name} at={at} />
      ))}
      {spot !== undefined && <Pin at={project([spot.lon, spot.lat])} />}
    </svg>
  );
  return <MapFrame className="pin-map" element={element} shown={shown} drawing={drawing} />;
}

const Known = ({ name, at: [x, y] }: { readonly name: string; readonly at: Point }) => (
  <g>
    <circle cx={x} cy={y} r={3} className="known-spot" />
    <text className="ds" x={x + 6} y={y + 4}>
      {name}
    </text>
  </g>
);

const Pin = ({ at: [x, y] }: { readonly at: Point }) => (
  <g transform={`translate(${x} ${y})`} className="pin">
    <path d="M0 0C-3 -8 -9 -11 -9 -18a9 9 0 0 1 18 0C9 -11 3 -8 0 0Z" />
    <circle cy={-18} r={3.2} />
  </g>
);
