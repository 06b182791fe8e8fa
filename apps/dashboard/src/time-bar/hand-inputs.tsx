import { setKnown } from '../shell/keys.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { addDays, daysBetween, longDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import type { Scale } from './scale.js';

/** The two hands as what they are to a keyboard and to a reader: two sliders over the days. */
export function HandInputs({ scale }: { readonly scale: Scale }) {
  const words = useWords();
  const view = useView();
  const text = (hand: 'd' | 'k', day: string): string => {
    if (hand === 'k' && view.asked.k === undefined) return words.say('time.known-now');
    return words.say(hand === 'd' ? 'time.value-world' : 'time.value-known', { day: longDay(day, words.language) });
  };
  return (['d', 'k'] as const).map((hand) => {
    const day = hand === 'd' ? view.asked.d : view.knownDay;
    return (
      <input
        key={hand}
        type="range"
        className="hand-input"
        data-of={hand}
        min={0}
        max={scale.days.length - 1}
        value={Math.max(0, Math.min(scale.days.length - 1, daysBetween(scale.from, day)))}
        aria-label={words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date')}
        aria-valuetext={text(hand, day)}
        onChange={({ target }) => {
          const chosen = addDays(scale.from, Number(target.value));
          if (hand === 'd') ask({ d: chosen });
          else setKnown(view, chosen);
        }}
      />
    );
  });
}
