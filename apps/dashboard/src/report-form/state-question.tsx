import { shapeOf } from '../marks/form.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { Asks } from './asks.js';
import type { Share } from './form-state.js';
import { Options } from './options.jsx';
import type { Answering } from './questions.jsx';

const suffered = ['contested', 'under_fire', 'under_attack', 'front_line', 'besieged'] as const;
const shares: readonly Share[] = ['all', 'most', 'nearly_all'];
const passages = ['open', 'cut'];
const routes = ['road', 'bridge', 'river', 'border'];
/** What cannot be whole or in ruins, and what nobody passes through. */
const unbuilt = ['country', 'governorate', 'region', 'river', 'border'];

/** The states that fit a kind of place. */
const fittingStates = (states: readonly string[], kind: string | undefined): readonly string[] =>
  kind === undefined
    ? states
    : states.filter((state) => (passages.includes(state) ? routes.includes(kind) : !unbuilt.includes(kind)));

/** In what state the thing is, what the place suffers, and how much of it is meant: as the catalogue allows. */
export function StateQuestion({ form, change, asks }: Answering & { readonly asks: Asks }) {
  const words = useWords();
  const { situation } = useView();
  const kind = situation?.placeOf.get(form.place ?? '')?.kind;
  const states = asks.cuts ? [] : fittingStates(asks.states, kind);
  const area = kind !== undefined && ['circle', 'area'].includes(shapeOf(kind));
  const turn = (name: string): void =>
    change({
      suffers: form.suffers.includes(name) ? form.suffers.filter((one) => one !== name) : [...form.suffers, name],
    });
  return (
    <>
      {states.length > 0 && (
        <Options
          options={states.map((state) => [state, words.sayOf('condition', state)])}
          chosen={form.state}
          choose={(state) => change({ state: state === form.state ? undefined : state })}
        />
      )}
      {asks.suffers && (
        <div className="opts">
          {suffered.map((name) => (
            <button
              key={name}
              type="button"
              className="opt"
              aria-pressed={form.suffers.includes(name)}
              onClick={() => turn(name)}
            >
              {words.sayOf('suffers', name)}
            </button>
          ))}
        </div>
      )}
      {area && (asks.effect === 'gained' || asks.effect === 'observed') && (
        <Options
          options={shares.map((share) => [share, words.sayOf('share', share)])}
          chosen={form.share}
          choose={(share) => change({ share: share as Share })}
        />
      )}
    </>
  );
}

/** Whether there is anything to ask. */
export const asksForState = (asks: Asks): boolean => asks.suffers || (!asks.cuts && asks.states.length > 0);
