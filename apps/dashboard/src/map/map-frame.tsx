import type { ReactNode, RefObject } from 'react';
import { createPortal } from 'react-dom';
import 'maplibre-gl/dist/maplibre-gl.css';
import { Icon } from '../marks/icon.jsx';
import { useWords } from '../words/words.jsx';
import './map.css';
import { showWhole } from './map-keys.js';
import type { ShownMap } from './use-map.js';

interface MapFrameProps {
  readonly className: string;
  /** Where `useMap` puts the map; without one, what is drawn stands there alone. */
  readonly element: RefObject<HTMLDivElement | null>;
  readonly shown: Pick<ShownMap, 'map' | 'home'>;
  readonly drawing: ReactNode;
  readonly children?: ReactNode;
}

/** A map with what is drawn over it, its buttons to come closer and to go back, and what else belongs to it. */
export function MapFrame({ className, element, shown: { map, home }, drawing, children }: MapFrameProps) {
  const words = useWords();
  return (
    <div className={className}>
      <div className="maptools">
        <button type="button" data-key="+" aria-label={words.say('map.zoom-in')} onClick={() => map?.zoomIn()}>
          +
        </button>
        <button type="button" data-key="-" aria-label={words.say('map.zoom-out')} onClick={() => map?.zoomOut()}>
          −
        </button>
        <button
          type="button"
          data-key="0"
          aria-label={words.say('map.whole')}
          title={words.say('map.whole')}
          onClick={() => showWhole(map, home)}
        >
          <Icon name="whole" />
        </button>
      </div>
      <div ref={element} className="canvas" />
      {map === undefined ? drawing : createPortal(drawing, map.getCanvasContainer())}
      {children}
    </div>
  );
}
