import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { keepCamera, readCamera } from '../url/address.js';
import { type Basemap, countriesOf, groundOf, styleOf } from './basemap.js';
import { type Bounds, type Camera, fit } from './projection.js';

setWorkerUrl(workerUrl);

const whole_world: Bounds = [-20, -35, 60, 65];

/** A map in the element, the camera that it has now, and its size. */
export interface ShownMap {
  readonly map: MapLibre | undefined;
  readonly camera: Camera;
  /** The camera that shows all that is known. */
  readonly home: Camera;
  readonly width: number;
  readonly height: number;
  readonly basemap: Basemap | undefined;
}

/** Undefined takes the camera of the address, and keeps it there. */
export function useMap(element: RefObject<HTMLDivElement | null>, fixed?: Bounds): ShownMap {
  const { desk } = useView();
  const size = useSize(element);
  const [map, setMap] = useState<MapLibre>();
  const isOwn = fixed === undefined;
  const bounds = fixed ?? (desk.startView.bounds as Bounds | null) ?? whole_world;
  const [camera, setCamera] = useState<Camera>();
  const first = useMemo(
    () =>
      size.width === 0
        ? undefined
        : ((isOwn ? readCamera() : undefined) ?? fit(bounds, size.width, size.height, Math.min(90, size.width / 8))),
    // The first camera is chosen once, when the size is known.
    [size.width === 0],
  );
  const basemap = useBasemap(map);
  useEffect(() => {
    if (element.current === null || first === undefined) return;
    const made = makeMap(element.current, first);
    if (made === undefined) return;
    // Its marks and the table are what readers and the Tab key have of it.
    Object.assign(made.getCanvas(), { tabIndex: -1, ariaHidden: 'true' });
    made.on('move', () => setCamera(cameraOf(made)));
    if (isOwn) made.on('moveend', () => keepCamera(writeCamera(cameraOf(made))));
    setMap(made);
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, [element, first, isOwn]);
  const home = fit(bounds, size.width, size.height, Math.min(90, size.width / 8));
  return { map, camera: camera ?? first ?? { zoom: 2, lat: 0, lon: 0 }, ...size, basemap, home };
}

/** Undefined where the browser draws no maps: the marks stand there all the same. */
function makeMap(container: HTMLDivElement, { zoom, lat, lon }: Camera): MapLibre | undefined {
  try {
    return new MapLibre({
      container,
      center: [lon, lat],
      zoom,
      style: { version: 8, sources: {}, layers: [] },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false,
      attributionControl: false,
      maxZoom: 16,
      renderWorldCopies: false,
      fadeDuration: 0,
    });
  } catch {
    return undefined;
  }
}

/** The land, as the build has made it. */
export const useBasemapFile = (): Basemap | undefined =>
  useQuery({
    queryKey: ['basemap'],
    queryFn: ({ signal }) => read<Basemap>('/assets/basemap.json', {}, signal),
    staleTime: Infinity,
  }).data;

/** The land under the marks, in the colours of the theme. */
function useBasemap(map: MapLibre | undefined): Basemap | undefined {
  const { situation, question } = useView();
  const data = useBasemapFile();
  const places = situation?.places;
  const ground = useMemo(() => {
    if (data === undefined || places === undefined) return undefined;
    const points = places.flatMap(({ location }) => (location ? [[location.lon, location.lat] as const] : []));
    return groundOf(countriesOf(data), points.slice(0, 500));
  }, [data, places]);
  const theme = question.theme;
  useEffect(() => {
    if (map === undefined || data === undefined || ground === undefined) return;
    // The theme's colours are there once the page has set them.
    const frame = requestAnimationFrame(() => map.setStyle(styleOf(data, ground)));
    return () => cancelAnimationFrame(frame);
  }, [map, data, ground, theme]);
  return data;
}

function cameraOf(map: MapLibre): Camera {
  const { lat, lng } = map.getCenter();
  return { zoom: map.getZoom(), lat, lon: lng };
}

const writeCamera = ({ zoom, lat, lon }: Camera): string => `${zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`;

/** The size of an element, as it changes. */
export function useSize(element: RefObject<HTMLDivElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const known = useRef(size);
  useEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === known.current.width && height === known.current.height) return;
      known.current = { width, height };
      setSize(known.current);
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return size;
}
