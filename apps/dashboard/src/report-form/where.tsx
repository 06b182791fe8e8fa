import { useState } from 'react';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { Picker } from './picker.jsx';
import type { Answering } from './questions.jsx';
import { RegisterPlace } from './register-place.jsx';

/** The chosen place, or the field that finds one; one that is not registered yet is registered here. */
export function Where({ form, change, kinds }: Answering & { readonly kinds: readonly string[] | undefined }) {
  const words = useWords();
  const { situation, question } = useView();
  const [missing, setMissing] = useState<string>();
  if (form.place !== undefined) {
    const place = situation?.placeOf.get(form.place);
    return (
      <p className="fld">
        <bdi>{place?.name ?? form.place}</bdi>
        <small>{place === undefined ? '' : words.sayOf('kind', place.kind)}</small>
        <button type="button" className="more" onClick={() => change({ place: undefined })}>
          {words.say('form.change')}
        </button>
      </p>
    );
  }
  if (missing !== undefined)
    return (
      <RegisterPlace
        name={missing}
        fitting={kinds}
        done={(place) => {
          setMissing(undefined);
          change({ place });
        }}
        close={() => setMissing(undefined)}
      />
    );
  const known = (situation?.places ?? [])
    .filter(({ id, kind }) => (kinds === undefined ? situation?.control.has(id) : kinds.includes(kind)))
    .sort((a, b) => Number(b.id === question.place) - Number(a.id === question.place));
  return (
    <Picker
      path="/v1/places"
      kinds={kinds?.join(',')}
      label={words.say('form.search-place')}
      first={known}
      choose={({ id }) => change({ place: id })}
      otherwise={(text, others) => (
        <button type="button" className="more" onClick={() => setMissing(text)}>
          {words.say(others.length === 0 ? 'place-form.missing' : 'place-form.missing-kind')}
        </button>
      )}
    />
  );
}
