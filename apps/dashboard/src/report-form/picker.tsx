import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { read } from '../api/ask.js';
import { findPlaces } from '../api/find-places.js';
import { useEntered } from '../shell/use-entered.js';
import { useView } from '../shell/view.jsx';
import { nameIn } from '../words/local-name.js';
import { useWords } from '../words/words.jsx';

/** Something registered that can be chosen by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly names?: readonly { readonly language: string; readonly name: string }[];
  readonly kind?: string;
}

interface PickerProps {
  readonly path: '/v1/places' | '/v1/actors';
  readonly kinds?: string | undefined;
  readonly label: string;
  /** Offered before anything is typed. */
  readonly first: readonly Named[];
  readonly choose: (chosen: Named) => void;
  /** What can be done where the search finds nothing that fits; `others` are those of other kinds that are called so. */
  readonly otherwise?: (text: string, others: readonly Named[]) => ReactNode;
}

const most_offered = 8;

/** One field that searches by name in any script; what is likely stands there as buttons. */
export function Picker({ path, kinds, label, first, choose, otherwise }: PickerProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data, isSuccess, isPlaceholderData } = useFound(path, kinds, asked);
  const isNone = asked !== '' && data?.length === 0;
  const others = useFound(path, undefined, isNone && kinds !== undefined ? asked : '').data ?? [];
  const offered = asked === '' ? first.slice(0, most_offered) : (data ?? []);
  const take = (named: Named): void => {
    choose(named);
    setText('');
  };
  const isThere = asked === text.trim() && isSuccess && !isPlaceholderData;
  const setEntered = useEntered<true>(isThere, () => data?.[0] && take(data[0]));
  return (
    <div className="picker">
      <label className="vh" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        placeholder={label}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setEntered(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (text.trim() !== '') setEntered(true);
        }}
      />
      <div className="opts">
        {offered.map((named) => (
          <button key={named.id} type="button" className="opt" onClick={() => take(named)}>
            <bdi>{nameIn(named, words.language)}</bdi>
            {asked !== '' && named.kind !== undefined && <small>{words.sayOf('kind', named.kind)}</small>}
          </button>
        ))}
      </div>
      {isNone && others.length === 0 && <p className="sub">{words.say('search.none', { text: asked })}</p>}
      {isNone && others.length > 0 && <Unfitting others={others} kinds={kinds ?? ''} />}
      {otherwise?.(text.trim(), isNone ? others : [])}
    </div>
  );
}

/** What is called so and is of another kind: it is there, and cannot be chosen. */
function Unfitting({ others, kinds }: { readonly others: readonly Named[]; readonly kinds: string }) {
  const words = useWords();
  const kindOf = (kind: string): string => words.sayOf('kind', kind);
  return (
    <ul className="unfitting" role="status">
      {others.map((one) => (
        <li key={one.id}>
          {words.say('search.other-kind', {
            name: nameIn(one, words.language),
            kind: kindOf(one.kind ?? ''),
            kinds: words.list(kinds.split(',').map(kindOf)),
          })}
        </li>
      ))}
    </ul>
  );
}

/** What is registered under a name. */
function useFound(path: PickerProps['path'], kinds: string | undefined, asked: string) {
  const { situation } = useView();
  return useQuery({
    queryKey: ['picker', path, kinds, asked],
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<readonly Named[]> =>
      path === '/v1/places'
        ? findPlaces(asked, { kinds, limit: most_offered, places: situation?.places ?? [] }, signal)
        : read<{ items: readonly Named[] }>(path, { q: asked, limit: most_offered }, signal).then(({ items }) => items),
  });
}
