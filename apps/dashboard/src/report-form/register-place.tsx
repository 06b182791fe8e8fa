import { lazy, Suspense, useState } from 'react';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { type Spot, spotOf, writeSpot } from './coordinates.js';
import { type NewPlace, ways, withLikelyParent } from './new-place.js';
import { Options } from './options.jsx';
import { Picker } from './picker.jsx';
import { useRegistration } from './use-registration.js';

const PinMap = lazy(() => import('./pin-map.jsx'));

const kinds = ['city', 'village', 'district', 'building', 'site', 'position', 'base', 'road', 'bridge', 'river'];
const areas = ['region', 'governorate', 'border', 'country'];
const precisions = [0.1, 1, 5, 20] as const;

const unanswered: Omit<NewPlace, 'name'> = {
  kind: undefined,
  otherName: '',
  spot: undefined,
  precisionKm: 1,
  parent: undefined,
  ends: [],
  meant: false,
};

interface RegisterPlaceProps {
  readonly name: string;
  /** The kinds that fit what is reported; undefined for all. */
  readonly fitting: readonly string[] | undefined;
  readonly done: (id: string) => void;
  readonly close: () => void;
}

/** Registers a place by its name, what it is, a pin or coordinates with how sure they are, and what it is part of. */
export function RegisterPlace({ name, fitting, done, close }: RegisterPlaceProps) {
  const words = useWords();
  const { situation } = useView();
  const offered = fitting ?? [...kinds, ...areas];
  const [answers, setAnswers] = useState<NewPlace>({ ...unanswered, name });
  const { register, problems, sending } = useRegistration(done);
  const change = (part: Partial<NewPlace>): void => setAnswers((before) => ({ ...before, ...part }));
  return (
    <div className="register" role="group" aria-label={words.say('place-form.title')}>
      <p className="sub-title">{words.say('place-form.title')}</p>
      <div className="two">
        <Name of="name" answers={answers} change={change} />
        <Name of="otherName" answers={answers} change={change} />
      </div>
      <Options
        options={offered.map((kind) => [kind, words.sayOf('kind', kind)])}
        chosen={answers.kind}
        choose={(kind) => setAnswers((before) => withLikelyParent({ ...before, kind }, situation?.places ?? []))}
      />
      <Location
        answers={answers}
        change={change}
        put={(spot) => setAnswers((before) => withLikelyParent({ ...before, spot }, situation?.places ?? []))}
      />
      {ways.includes(answers.kind ?? '') && <Ends answers={answers} change={change} />}
      <Parent answers={answers} change={change} />
      {problems.map(({ pointer, detail }) => (
        <p key={pointer + detail} className="problem" role="alert">
          {detail}
        </p>
      ))}
      {problems.some(({ pointer }) => pointer.startsWith('/location')) && (
        <label className="inline">
          <input type="checkbox" checked={answers.meant} onChange={({ target }) => change({ meant: target.checked })} />
          {words.say('place-form.meant')}
        </label>
      )}
      <p className="filters">
        <button type="button" className="chip solid" disabled={sending} onClick={() => void register(answers)}>
          {words.say('place-form.register')}
        </button>
        <button type="button" className="chip" onClick={close}>
          {words.say('place-form.cancel')}
        </button>
      </p>
    </div>
  );
}

interface PartProps {
  readonly answers: NewPlace;
  readonly change: (part: Partial<NewPlace>) => void;
}

function Name({ of, answers, change }: PartProps & { readonly of: 'name' | 'otherName' }) {
  const words = useWords();
  return (
    <label>
      {words.say(of === 'name' ? 'place-form.name' : 'place-form.other-name')}
      <input dir="auto" value={answers[of]} maxLength={200} onChange={({ target }) => change({ [of]: target.value })} />
    </label>
  );
}

/** The pin and the numbers are one answer. */
function Location({ answers: { spot, precisionKm }, change, put }: PartProps & { readonly put: (at: Spot) => void }) {
  const words = useWords();
  const [text, setText] = useState('');
  return (
    <>
      <Suspense fallback={<div className="pin-map" />}>
        <PinMap
          spot={spot}
          around={undefined}
          choose={(at) => {
            put(at);
            setText(writeSpot(at));
          }}
        />
      </Suspense>
      <div className="two">
        <label>
          {words.say('place-form.coordinates')}
          <input
            dir="ltr"
            placeholder="36.34, 43.13"
            value={text}
            aria-invalid={text !== '' && spotOf(text) === undefined}
            onChange={({ target }) => {
              setText(target.value);
              const at = spotOf(target.value);
              if (at === undefined) change({ spot: undefined });
              else put(at);
            }}
          />
        </label>
        <label>
          {words.say('place-form.precision')}
          <select value={precisionKm} onChange={({ target }) => change({ precisionKm: Number(target.value) })}>
            {precisions.map((km) => (
              <option key={km} value={km}>
                {words.sayOf('precision', String(km))}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}

/** What it is part of: likely from where it lies, another where that is wrong, or nothing that is registered. */
function Parent({ answers: { parent }, change }: PartProps) {
  const words = useWords();
  const { situation } = useView();
  const known = situation?.placeOf.get(parent ?? '');
  return (
    <>
      <p className="sub-title">{words.say('place-form.parent')}</p>
      {parent !== undefined && (
        <p className="fld">
          <bdi>{parent === null ? words.say('place-form.no-parent') : (known?.name ?? parent)}</bdi>
          <small>{known === undefined ? '' : words.sayOf('kind', known.kind)}</small>
          <button type="button" className="more" onClick={() => change({ parent: undefined })}>
            {words.say('form.change')}
          </button>
        </p>
      )}
      {parent === undefined && (
        <>
          <Picker
            path="/v1/places"
            label={words.say('place-form.search-parent')}
            first={[]}
            choose={({ id }) => change({ parent: id })}
          />
          <button type="button" className="more" onClick={() => change({ parent: null })}>
            {words.say('place-form.no-parent')}
          </button>
        </>
      )}
    </>
  );
}

/** A way joins two places. */
function Ends({ answers: { ends }, change }: PartProps) {
  const words = useWords();
  const { situation } = useView();
  return (
    <>
      <p className="sub-title">{words.say('place-form.ends')}</p>
      <div className="opts">
        {ends.map((id) => (
          <button
            key={id}
            type="button"
            className="opt"
            aria-pressed="true"
            onClick={() => change({ ends: ends.filter((one) => one !== id) })}
          >
            {situation?.placeOf.get(id)?.name ?? id}
          </button>
        ))}
      </div>
      <Picker
        path="/v1/places"
        label={words.say('form.search-place')}
        first={[]}
        choose={({ id }) => change({ ends: [...new Set([...ends, id])] })}
      />
    </>
  );
}
