import type { DraftItemDto } from 'sitrep-api';
import { lineOf } from '../api/containing.js';
import { Choice } from '../reports/choice.jsx';
import { OutletChoice } from '../reports/outlet-choice.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords, type Words } from '../words/words.jsx';
import { bundleText } from './bundle-words.js';
import { draft_states, useNarrowing } from './use-drafts.js';

/** What narrows the queue stands in the address, so that a link shows the same. */
export function Narrowing() {
  const words = useWords();
  const { question, desk } = useView();
  const { state, place, bundle, assignee } = question;
  const { all, bundles, places } = useFound();
  return (
    <div className="filters" role="search" aria-label={words.say('review.title')}>
      <Choice
        label={words.say('review.state')}
        all={words.say('review.undecided')}
        value={state.join(',') || undefined}
        options={draft_states.map((one) => [one, words.sayOf('review', `state-${one}`)])}
        choose={(one) => ask({ state: one === undefined ? [] : [one] })}
      />
      <Choice
        label={words.say('reports.filter-place')}
        all={words.say('reports.all-places')}
        value={place}
        options={places}
        choose={(one) => ask({ place: one })}
      />
      <OutletChoice found={all.map((draft) => draft.outlet)} />
      {bundles.length > 0 && (
        <Choice
          label={words.say('review.bundle')}
          all={words.say('review.all-bundles')}
          value={bundle}
          options={bundles.map((one) => [one, optionOf(one, all, desk.zone, words)])}
          choose={(one) => ask({ bundle: one })}
        />
      )}
      <button
        type="button"
        className="chip"
        aria-pressed={assignee === 'me'}
        onClick={() => ask({ assignee: assignee === 'me' ? undefined : 'me' })}
      >
        {words.say('review.mine')}
      </button>
    </div>
  );
}

/** A bundle by its name, when and by whom it was sent, and how many drafts it has. */
function optionOf(bundle: string, all: readonly DraftItemDto[], zone: string, words: Words): string {
  const n = all.filter((draft) => draft.bundle === bundle).length;
  return words.say('review.bundle-of', { name: bundleText(bundle, all, zone, words), n });
}

/** What the queue can be narrowed to: what its drafts name, and what is asked for now. */
function useFound() {
  const { question, situation } = useView();
  const all = useNarrowing(question);
  const placeOf = situation?.placeOf;
  const named = distinct([
    // A theatre is what has them.
    ...all.flatMap((draft) => draft.places).flatMap((place) => lineOf(place, (id) => placeOf?.get(id)?.parent)),
    question.place,
  ]);
  return {
    all,
    bundles: distinct([...all.map((draft) => draft.bundle), question.bundle]),
    places: named.map((id) => [id, placeOf?.get(id)?.name ?? id] as const).sort(([, a], [, b]) => a.localeCompare(b)),
  };
}

const distinct = (names: readonly (string | null | undefined)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== null && name !== undefined))].sort();
