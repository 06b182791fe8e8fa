import { useMemo, useRef } from 'react';
import { insideOf } from '../api/containing.js';
import type { Place, Situation } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import type { Basemap } from './basemap.js';
import { closeUpLayout } from './candidates.js';
import { partsIn } from './crowded.js';
import { Overlay } from './overlay.jsx';
import { type Bounds, type Camera, fit, type Point, projector } from './projection.js';
import { useCrowded } from './use-crowded.js';
import { useBasemapFile, useSize } from './use-map.js';

const greatest_zoom = 15;
/** The room of a column, and what is left free above and below the points. */
const column_px = 210;
const margin_px = 34;
/** Of a single point: so far around it, in degrees. */
const least_degrees = 0.004;

/** The camera that shows all points of a place between the columns; undefined where it has none. */
function cameraOf({ places }: Situation, within: string, width: number, height: number): Camera | undefined {
  const inside = insideOf(places, within);
  const points = places.flatMap(({ id, location }) => (location && inside?.has(id) && id !== within ? [location] : []));
  if (points.length === 0) return undefined;
  const [lons, lats] = [points.map(({ lon }) => lon), points.map(({ lat }) => lat)];
  const bounds: Bounds = [
    Math.min(...lons) - least_degrees,
    Math.min(...lats) - least_degrees,
    Math.max(...lons) + least_degrees,
    Math.max(...lats) + least_degrees,
  ];
  return fit(bounds, Math.max(2 * column_px, width) - 2 * column_px + 2 * margin_px, height, margin_px, greatest_zoom);
}

/** What the close-up shows: of which city, and all that is drawn of it. */
function useDrawn(width: number, height: number) {
  const { situation, question, parties } = useView();
  const { crowded, place } = useCrowded();
  const drawn = useMemo(() => {
    if (situation === undefined || place === undefined || width === 0) return undefined;
    const camera = cameraOf(situation, place.id, width, height);
    if (camera === undefined) return undefined;
    const layout = closeUpLayout({ situation, question, parties }, { camera, width, height }, place.id);
    return { camera, layout, parts: partsIn(situation, place.id) };
  }, [situation, question, parties, place, width, height]);
  return { crowded, place, drawn };
}

/** A second map under the first: a crowded city, each of its places in a column with a line to its point. */
export function CloseUp() {
  const words = useWords();
  const element = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(element);
  const basemap = useBasemapFile();
  const { crowded, place, drawn } = useDrawn(width, height);
  const title = place === undefined ? '' : words.say('close.title', { name: place.name });
  return (
    <div ref={element} className="close-up" hidden={place === undefined}>
      <header>
        <h2>{title}</h2>
        {crowded.length > 1 && place !== undefined && <Choose crowded={crowded} place={place} />}
      </header>
      {drawn !== undefined && (
        <>
          <svg className="overlay" width={width} height={height} role="group" aria-label={title}>
            {basemap !== undefined && <Rivers basemap={basemap} camera={drawn.camera} width={width} height={height} />}
            <Overlay layout={{ ...drawn.layout, ways: [] }} />
          </svg>
          <p className="sub">
            {drawn.parts.map(({ place: { id, name }, known, of }) => (
              <span key={id}>{words.say('close.parts', { name, known, of })}</span>
            ))}
            {drawn.layout.close > 0 && <span>{words.say('close.left', { n: drawn.layout.close })}</span>}
          </p>
        </>
      )}
    </div>
  );
}

/** Which of the crowded cities is shown. */
function Choose({ crowded, place }: { readonly crowded: readonly Place[]; readonly place: Place }) {
  const words = useWords();
  return (
    <select
      aria-label={words.say('close.choose')}
      value={place.id}
      onChange={({ target }) => ask({ close: target.value })}
    >
      {crowded.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface RiversProps {
  readonly basemap: Basemap;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
}

/** A river between the points that the basemap has of it is a sketch. */
function Rivers({ basemap, camera, width, height }: RiversProps) {
  const d = useMemo(() => {
    const project = projector(camera, width, height);
    const isNear = ([lon, lat]: Point): boolean => Math.abs(lon - camera.lon) < 1 && Math.abs(lat - camera.lat) < 1;
    const written = (point: Point): string => project(point).map(Math.round).join(' ');
    return basemap.rivers
      .filter((line) => line.some(isNear))
      .map((line) => `M${line.filter(isNear).map(written).join('L')}`)
      .join('');
  }, [basemap, camera, width, height]);
  return <path className="river" d={d} />;
}
