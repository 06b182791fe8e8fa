import { useEffect, useMemo, useRef } from 'react';
import { formOf } from '../marks/form.js';
import { ink } from '../marks/mark.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { useWords, type Words } from '../words/words.jsx';
import { useCompared } from '../compare/use-compared.js';
import { close_zoom, type MapLayout, mapLayout } from './candidates.js';
import { answerOf, passes } from './filter.js';
import { MapFrame } from './map-frame.jsx';
import { map_keys, moveByKey, showWhole } from './map-keys.js';
import { useCrowded } from './use-crowded.js';
import { Overlay } from './overlay.jsx';
import { projector } from './projection.js';
import { type ShownMap, useMap } from './use-map.js';

/** The map with a mark for every place that has room, and the account of those that have not. */
export function SituationMap() {
  const words = useWords();
  const element = useRef<HTMLDivElement>(null);
  const shown = useMap(element);
  const { map, camera, home, width, height } = shown;
  const { situation, question, parties } = useView();
  const layout = useMemo(
    () =>
      situation === undefined || width === 0
        ? undefined
        : mapLayout({ situation, question, parties, words }, { camera, width, height }),
    [situation, question, parties, words, camera, width, height],
  );
  useFollowed(shown);
  const drawing = layout !== undefined && (
    <svg
      className="overlay"
      width={width}
      height={height}
      role="group"
      aria-label={words.say('map.label')}
      aria-description={`${words.say('map.keys')} ${accountOf(layout, words)}`}
      aria-keyshortcuts={map_keys}
      tabIndex={map === undefined ? undefined : 0}
      onKeyDown={(event) => {
        const { place } = (event.target as SVGElement).dataset;
        if (map !== undefined) moveByKey(map, home, event, situation?.placeOf.get(place ?? '')?.location ?? undefined);
      }}
      onClick={(event) => event.target === event.currentTarget && ask({ place: undefined })}
    >
      <Areas shown={shown} />
      <Overlay layout={layout} />
    </svg>
  );
  return (
    <MapFrame className="region" element={element} shown={shown} drawing={drawing}>
      {layout !== undefined && <Closer shown={shown} />}
      {layout !== undefined && <Account layout={layout} />}
    </MapFrame>
  );
}

const near_edge_px = 40;

/** Brings the open place into the view where it lies outside, as one that was searched for. */
function useFollowed({ map, camera, width, height }: ShownMap): void {
  const { question, situation } = useView();
  const { place } = question;
  const followed = useRef<string>(undefined);
  const location = situation?.placeOf.get(place ?? '')?.location;
  useEffect(() => {
    if (map === undefined || width === 0 || followed.current === place) return;
    if (place !== undefined && situation === undefined) return;
    followed.current = place;
    if (location === undefined) return;
    const [x, y] = projector(camera, width, height)([location.lon, location.lat]);
    const isSeen = x > near_edge_px && y > near_edge_px && x < width - near_edge_px && y < height - near_edge_px;
    if (!isSeen) map.easeTo({ center: [location.lon, location.lat], duration: 0 });
  }, [map, place, location, situation, camera, width, height]);
}

const closer_zoom = 12.3;

/** Where there is no room for a close-up: one step to the city that it would show, and one back. */
function Closer({ shown: { map, camera, home } }: { readonly shown: ShownMap }) {
  const words = useWords();
  const place = useCrowded().place;
  if (camera.zoom >= close_zoom)
    return (
      <button type="button" className="chip closer" onClick={() => showWhole(map, home)}>
        {words.say('close.switch')}
      </button>
    );
  if (place?.location === undefined) return null;
  const { lon, lat } = place.location;
  return (
    <button
      type="button"
      className="chip closer"
      onClick={() => map?.easeTo({ center: [lon, lat], zoom: closer_zoom, duration: 0 })}
    >
      {words.say('close.title', { name: place.name })}
    </button>
  );
}

/** How many of all places are drawn, and where the others are: the sum is right. */
const accountOf = ({ drawn, close, outside, none, hidden, all }: MapLayout, words: Words): string =>
  words.say('map.drawn', { n: drawn.length, all, close, away: outside, none, hidden });

function Account({ layout }: { readonly layout: MapLayout }) {
  const words = useWords();
  if (layout.all === 0)
    return (
      <p className="account">
        {words.say('state.empty')} <Link path="/import">{words.say('nav.import')}</Link>
      </p>
    );
  return <p className="account">{accountOf(layout, words)}</p>;
}

/** Areas whose boundary is known: stippled where somebody holds them. */
function Areas({ shown: { basemap, camera, width, height } }: { readonly shown: ShownMap }) {
  const { situation, parties, question } = useView();
  const compared = useCompared();
  if (situation === undefined || basemap === undefined) return null;
  const project = projector(camera, width, height);
  return Object.entries(basemap.areas).map(([id, rings]) => {
    const [answer, place] = [answerOf(situation, id), situation.placeOf.get(id)];
    const token = formOf(answer, parties).tokens[0];
    if (token === undefined || place === undefined || !passes(place, situation, question, parties)) return null;
    const d = rings
      .map(
        (ring) =>
          `M${ring
            .map((point) =>
              project(point)
                .map((n) => n.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('');
    const style = { fill: `url(#stipple-${token})`, stroke: ink(token), strokeWidth: 1.2, strokeDasharray: '5 3' };
    const same = compared?.sides !== undefined && !compared.differences.has(id);
    return (
      <path key={id} d={d} className={same ? 'area same' : 'area'} style={style} onClick={() => ask({ place: id })} />
    );
  });
}
