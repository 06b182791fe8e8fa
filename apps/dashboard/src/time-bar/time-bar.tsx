import { useEffect, useMemo, useRef, useState } from 'react';
import { useDays } from '../api/days.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { Controls } from './controls.jsx';
import { Drawing } from './drawing.jsx';
import { HandInputs } from './hand-inputs.jsx';
import { type Scale, scaleOf, windowOf } from './scale.js';
import './time-bar.css';
import { useDrag } from './use-drag.js';

const wide_gutter_px = 148;
const narrow_gutter_px = 46;
const narrow_px = 620;

/** The two clocks: when it happened above, when it became known below, with a hand on each. */
export default function TimeBar() {
  const words = useWords();
  const { desk, asked, knownDay } = useView();
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const hands = useMemo(() => [asked.d, knownDay], [asked.d, knownDay]);
  const window = windowOf(desk, hands);
  const narrow = width < narrow_px;
  const scale: Scale = useMemo(
    () => scaleOf(window, width, narrow ? narrow_gutter_px : wide_gutter_px, narrow ? 6 : 26),
    [window.from, window.to, width, narrow],
  );
  const flows = useDays(window.from, window.to, undefined, asked.edition);
  const days = useDays(window.from, window.to, asked.k, asked.edition);
  const drag = useDrag(track, scale);
  return (
    <footer className="time" id="time" aria-label={words.say('time.label')}>
      <Controls scale={scale} days={days.data} />
      <div className="track" ref={track} {...drag} data-stale={flows.isPlaceholderData}>
        {width > 0 && flows.data !== undefined && (
          <Drawing
            scale={scale}
            width={width}
            flows={flows.data.flows}
            days={days.data ?? flows.data}
            narrow={narrow}
          />
        )}
        <HandInputs scale={scale} />
      </div>
    </footer>
  );
}

function useWidth(element: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}
