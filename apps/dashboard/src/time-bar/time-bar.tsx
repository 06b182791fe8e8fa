import { useEffect, useMemo, useRef, useState } from 'react';
import { useDays } from '../api/days.js';
import { useNarrow } from '../shell/use-narrow.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { Controls } from './controls.jsx';
import { Drawing } from './drawing.jsx';
import { HandInputs } from './hand-inputs.jsx';
import { type Scale, scaleOf, usual_days, windowOf } from './scale.js';
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
  const [span, setSpan] = useState(usual_days);
  const window = windowOf(desk, asked.d, knownDay, span);
  useZoom(track, setSpan);
  // The layout of the phone is lower, also where it is wide, as at 200 %.
  const narrow = useNarrow() || width < narrow_px;
  const scale: Scale = useMemo(
    () => scaleOf(window, width, narrow ? narrow_gutter_px : wide_gutter_px, narrow ? 6 : 26),
    [window.from, window.to, width, narrow],
  );
  const flows = useDays(window.from, window.to, { ...asked, k: undefined });
  const days = useDays(window.from, window.to, asked);
  const drag = useDrag(track, scale);
  return (
    <section className="time" id="time" aria-label={words.say('time.label')}>
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
    </section>
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

const least_span = 7;
const most_span = 366;
const zoom_step = 1.25;

/** The wheel over the bar shows more days or fewer. */
function useZoom(
  element: React.RefObject<HTMLDivElement | null>,
  setSpan: (next: (span: number) => number) => void,
): void {
  useEffect(() => {
    const track = element.current;
    const turn = (event: WheelEvent): void => {
      event.preventDefault();
      const factor = event.deltaY > 0 ? zoom_step : 1 / zoom_step;
      setSpan((span) => Math.round(Math.max(least_span, Math.min(most_span, span * factor))));
    };
    track?.addEventListener('wheel', turn, { passive: false });
    return () => track?.removeEventListener('wheel', turn);
  }, [element, setSpan]);
}
