import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { read } from '../api/ask.js';
import { useWords } from '../words/words.jsx';

/** Something registered that can be chosen by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
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
  const { data } = useQuery({
    queryKey: ['picker', path, kinds, asked],
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read<{ items: readonly Named[] }>(path, { q: asked, kind: kinds, limit: most_offered }, signal),
  });
  const offered = asked === '' ? first.slice(0, most_offered) : (data?.items ?? []);
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
            <bdi>{named.name}</bdi>
            {asked !== '' && named.kind !== undefined && <small>{words.sayOf('kind', named.kind)}</small>}
          </button>
        ))}
      </div>
      {asked !== '' && data?.items.length === 0 && <p className="sub">{words.say('search.none', { text: asked })}</p>}
      {otherwise?.(text.trim())}
    </div>
  );
}
