import type { NamedPlace } from '../api/situation.js';
import { Choice } from '../reports/choice.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import { draft_states, useNarrowing } from './use-drafts.js';

/** What narrows the queue stands in the address, so that a link shows the same. */
export function Narrowing() {
  const words = useWords();
  const { question } = useView();
  const { state, outlet, place, bundle, assignee } = question;
  const { outlets, bundles, places, sizeOf } = useFound();
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
      <Choice
        label={words.say('form.outlet')}
        all={words.say('review.all-outlets')}
        value={outlet}
        options={outlets.map((name) => [name, name])}
        choose={(one) => ask({ outlet: one })}
      />
      {bundles.length > 0 && (
        <Choice
          label={words.say('review.bundle')}
          all={words.say('review.all-bundles')}
          value={bundle}
          options={bundles.map((name) => [name, words.say('review.bundle-of', { name, n: sizeOf(name) })])}
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

/** What the queue can be narrowed to: what its drafts name, and what is asked for now. */
function useFound() {
  const { question, situation } = useView();
  const all = useNarrowing(question);
  const placeOf = situation?.placeOf;
  const named = distinct([
    ...theatresOf(
      all.flatMap((draft) => draft.places),
      placeOf,
    ),
    question.place,
  ]);
  return {
    outlets: distinct([...all.map((draft) => draft.outlet), question.outlet]),
    bundles: distinct([...all.map((draft) => draft.bundle), question.bundle]),
    places: named.map((id) => [id, placeOf?.get(id)?.name ?? id] as const).sort(([, a], [, b]) => a.localeCompare(b)),
    sizeOf: (bundle: string): number => all.filter((draft) => draft.bundle === bundle).length,
  };
}

const distinct = (names: readonly (string | null | undefined)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== null && name !== undefined))].sort();

const most_steps = 12;

/** Places and all that they lie in: a theatre is what has them. */
function theatresOf(
  places: readonly string[],
  placeOf: ReadonlyMap<string, NamedPlace> | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const place of places)
    for (let at: string | undefined = place, step = 0; at !== undefined && step < most_steps; step += 1) {
      found.add(at);
      at = placeOf?.get(at)?.parent;
    }
  return [...found];
}
