import { useEffect, useState } from 'react';
import type { Days } from '../api/days.js';
import { Icon } from '../marks/icon.jsx';
import { moveHand } from '../shell/keys.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import type { Scale } from './scale.js';

const speeds = [1, 2, 4];
const second_ms = 1000;

/** The hands by button, how they hang together, and play. */
export function Controls({ scale, days }: { readonly scale: Scale; readonly days: Days | undefined }) {
  const words = useWords();
  const { question, asked } = useView();
  return (
    <div className="hands">
      <Hand hand="d" hint="← →" />
      <Hand hand="k" hint="Shift ← →" />
      <Play scale={scale} days={days} />
      <div className="ctl">
        <button
          type="button"
          className="sw"
          aria-pressed={question.linked}
          onClick={() => ask({ linked: !question.linked, k: question.linked ? asked.d : question.k })}
        >
          <i />
          {words.say('time.linked')}
        </button>
        <button
          type="button"
          className="sw"
          aria-pressed={asked.k === undefined}
          onClick={() => ask({ linked: false, k: asked.k === undefined ? asked.d : undefined })}
        >
          <i />
          {words.say('time.now')}
        </button>
      </div>
    </div>
  );
}

function Hand({ hand, hint }: { readonly hand: 'd' | 'k'; readonly hint: string }) {
  const words = useWords();
  const view = useView();
  const what = words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date');
  return (
    <div className="hand">
      <span className="pill" data-of={hand} />
      <span className="lab">{what}</span>
      <span className="stp">
        <button type="button" aria-label={words.say('time.back', { what })} onClick={() => moveHand(view, hand, -1)}>
          <Icon name="back" size={12} />
        </button>
        <button type="button" aria-label={words.say('time.forward', { what })} onClick={() => moveHand(view, hand, 1)}>
          <Icon name="on" size={12} />
        </button>
      </span>
      <span className="ref" dir="ltr">
        {hint}
      </span>
    </div>
  );
}

/** Moves the world day by day to the end of the window; nothing plays by itself. */
function Play({ scale }: { readonly scale: Scale; readonly days: Days | undefined }) {
  const words = useWords();
  const view = useView();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const { d } = view.asked;
  useEffect(() => {
    if (!playing || view.loading) return;
    if (d >= scale.to) return setPlaying(false);
    const timer = setTimeout(() => moveHand(view, 'd', 1, 'replace'), second_ms / speed);
    return () => clearTimeout(timer);
  }, [playing, speed, d, scale.to, view]);
  const start = (): void => {
    if (!playing && d >= scale.to) ask({ d: scale.from });
    setPlaying(!playing);
  };
  return (
    <div className="ctl">
      <button type="button" className="chip play" aria-pressed={playing} onClick={start}>
        <Icon name={playing ? 'pause' : 'play'} size={12} />
        {words.say(playing ? 'time.pause' : 'time.play')}
      </button>
      <button
        type="button"
        className="chip"
        onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}
      >
        {words.say('time.speed', { n: speed })}
      </button>
    </div>
  );
}
