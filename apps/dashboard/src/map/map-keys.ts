import type { Map as MapLibre } from 'maplibre-gl';
import type { KeyboardEvent } from 'react';
import { keyOf } from '../shell/key-of.js';
import type { Camera } from './projection.js';

/** An arrow moves the map so far, in pixels; with Shift by this part of what is shown. */
const step_px = 100;
const large_step = 0.75;
/** What moves on a screen takes so long. */
const motion_ms = 120;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What assistive technology names as the keys of the map. */
export const map_keys = 'ArrowLeft ArrowRight ArrowUp ArrowDown + - 0';

/** The place that the key came from, which keeps its position on the screen. */
type Around = { readonly lat: number; readonly lon: number } | undefined;

/** Moves the map by a key: arrows where the map itself has the focus, zoom also where one of its marks has it. */
export function moveByKey(map: MapLibre, home: Camera, event: KeyboardEvent<Element>, around: Around): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = event.target === event.currentTarget ? arrows[event.key] : undefined;
  const zoom = zoomOf(keyOf({ key: event.key, code: event.code, shiftKey: event.shiftKey }));
  if (arrow === undefined && zoom === undefined) return;
  event.preventDefault();
  if (arrow !== undefined) {
    const { clientWidth, clientHeight } = map.getContainer();
    const [x, y] = event.shiftKey ? [clientWidth * large_step, clientHeight * large_step] : [step_px, step_px];
    map.panBy([arrow[0] * x, arrow[1] * y], { duration: motion_ms });
  } else if (zoom === 0) showWhole(map, home);
  else map.zoomTo(map.getZoom() + (zoom ?? 0), { duration: motion_ms, ...(around ? { around } : {}) });
}

/** By how many levels a key comes closer; none for the camera that shows all. */
const zoomOf = (key: string): number | undefined => ({ '+': 1, '-': -1, 0: 0 })[key];

/** Shows all that is known. */
export const showWhole = (map: MapLibre | undefined, { lat, lon, zoom }: Camera): void =>
  void map?.easeTo({ center: [lon, lat], zoom, duration: 0 });
