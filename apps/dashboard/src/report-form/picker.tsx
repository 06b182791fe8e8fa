import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { read } from '../api/ask.js';
import { findPlaces } from '../api/find-places.js';
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
  /** What can be done where the search finds nothing that fits. */
  readonly otherwise?: (text: string) => ReactNode;
}

const most_offered = 8;

/** One field that searches by name in any script; what is likely stands there as buttons. */
export function Picker({ path, kinds, label, first, choose, otherwise }: PickerProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data } = useFound(path, kinds, asked);
  const offered = asked === '' ? first.slice(0, most_offered) : (data ?? []);
  const take = (named: Named | undefined): void => {
    if (named === undefined) return;
    choose(named);
    setText('');
  };
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
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          take(offered[0]);
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
      {asked !== '' && data?.length === 0 && <p className="sub">{words.say('search.none', { text: asked })}</p>}
      {otherwise?.(text.trim())}
    </div>
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
