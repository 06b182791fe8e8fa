import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useDeferredValue, useRef, useState } from 'react';
import { read } from '../api/ask.js';
import { findPlaces } from '../api/find-places.js';
import { knownParams, type Place } from '../api/situation.js';
import { Icon } from '../marks/icon.jsx';
import { go } from '../url/address.js';
import { nameIn } from '../words/local-name.js';
import { useWords } from '../words/words.jsx';
import { focusPart } from './focus.js';
import { useEntered } from './use-entered.js';
import { useView } from './view.jsx';

interface Hit {
  readonly key: string;
  readonly group: 'places' | 'parties' | 'reports';
  readonly text: string;
  readonly note: string;
  open(): void;
  /** Narrows the screen to it, where that can be. */
  narrow(): void;
}

const most_hits = 5;
/** The screens that show what lies within a place. */
const narrowed = ['/', '/table', '/changes', '/counts', '/reports', '/contradictions', '/briefing'];

/** To open what is found, or to narrow the screen to it. */
type Entered = 'open' | 'narrow';
type Act = (hit: Hit, entered: Entered) => void;

/** Notes where the focus came from, and leads back there. */
function useWayBack(): readonly [(event: FocusEvent) => void, () => void] {
  const from = useRef<HTMLElement | null>(null);
  const enter = ({ relatedTarget }: FocusEvent): void => {
    from.current = relatedTarget as HTMLElement | null;
  };
  const leave = (): void => {
    from.current?.focus();
    if (from.current?.isConnected !== true) focusPart('answers');
  };
  return [enter, leave];
}

/** One field over places, parties and reports, in any script. */
export function Search() {
  const words = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { hits, isSettled } = useHits(asked);
  const isThere = isSettled && asked === text.trim();
  const close = (): void => setText('');
  const [enter, leave] = useWayBack();
  const act: Act = (hit, entered) => {
    focusPart('answers');
    hit[entered]();
    close();
  };
  const setEntered = useEntered<Entered>(isThere, (entered) => hits[at] && act(hits[at], entered));
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') setEntered(text.trim() === '' ? undefined : event.shiftKey ? 'narrow' : 'open');
    else if (event.key === 'Escape' && text === '') leave();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const shown = text.trim() !== '';
  return (
    <div className="find" role="search" onKeyDown={press}>
      <div className="box">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded={shown}
          aria-controls="hits"
          aria-activedescendant={shown && hits[at] !== undefined ? `hit-${at}` : undefined}
          aria-label={words.say('top.search-label')}
          placeholder={words.say('top.search')}
          value={text}
          onFocus={enter}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setEntered(undefined);
          }}
        />
        <kbd>/</kbd>
      </div>
      {shown && <Hits hits={hits} at={at} text={isThere ? text : undefined} act={act} />}
    </div>
  );
}

interface HitsProps {
  readonly hits: readonly Hit[];
  readonly at: number;
  /** What was searched for; undefined while the answer to it is on its way. */
  readonly text: string | undefined;
  readonly act: Act;
}

function Hits({ hits, at, text, act }: HitsProps) {
  const words = useWords();
  return (
    <div className="hits" id="hits" role="listbox" aria-label={words.say('top.search-label')}>
      {hits.length === 0 && (
        <p className="hit">{text === undefined ? words.say('state.loading') : words.say('search.none', { text })}</p>
      )}
      {hits.map((hit, index) => (
        <div key={hit.key} role="presentation">
          {hits[index - 1]?.group !== hit.group && <h3 role="presentation">{words.say(`search.${hit.group}`)}</h3>}
          <button
            type="button"
            id={`hit-${index}`}
            className="hit"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              act(hit, event.shiftKey ? 'narrow' : 'open');
            }}
          >
            <span dir="auto">{hit.text}</span>
            <small>{hit.note}</small>
          </button>
        </div>
      ))}
      {hits.length > 0 && <p className="hint">{words.say('search.filter-hint')}</p>}
    </div>
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A report that was found by its number, or by its words. */
interface FoundReport {
  readonly id: string;
  readonly summary: string;
  readonly externalId?: string;
}

/** What of each kind is called so, or says so. */
function useFound(text: string) {
  const { asked, situation } = useView();
  return useQuery({
    queryKey: ['search', text, knownParams(asked)],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const params = { q: text, limit: most_hits };
      const shown = knownParams(asked);
      const [places, actors, numbered, worded] = await Promise.all([
        findPlaces(text, { limit: most_hits, places: situation?.places ?? [] }, signal),
        read<{ items: readonly Named[] }>('/v1/actors', params, signal),
        read<{ items: readonly FoundReport[] }>('/v1/reports', { externalId: text, limit: most_hits }, signal),
        read<{ items: readonly FoundReport[] }>('/v1/reports', { ...params, ...shown, order: 'relevance' }, signal),
      ]);
      const reports = new Map([...numbered.items, ...worded.items].map((report) => [report.id, report]));
      return { places, actors: actors.items, reports: [...reports.values()].slice(0, most_hits) };
    },
  });
}

function useHits(text: string): { readonly hits: readonly Hit[]; readonly isSettled: boolean } {
  const words = useWords();
  const { situation, parties, path } = useView();
  const found = useFound(text);
  if (text === '') return { hits: [], isSettled: true };
  const { places = [], actors = [], reports = [] } = found.data ?? {};
  const parent = (place: Place): string => situation?.placeOf.get(place.parent ?? '')?.name ?? '';
  const hits = [
    ...places.map((place) => ({
      key: `place ${place.id}`,
      group: 'places' as const,
      text: nameIn(place, words.language),
      note: [words.sayOf('kind', place.kind), parent(place)].filter(Boolean).join(' · '),
      open: () => go('/', { place: place.id }),
      narrow: () => go(narrowed.includes(path) ? path : '/', { within: place.id, place: undefined }),
    })),
    ...actors.map(({ id }) => ({
      key: `actor ${id}`,
      group: 'parties' as const,
      text: parties.nameOf(id),
      note: '',
      open: () => go('/', { party: [id] }),
      narrow: () => go(path === '/table' ? path : '/', { party: [id] }),
    })),
    ...reports.map(({ id, summary, externalId }) => ({
      key: `report ${id}`,
      group: 'reports' as const,
      text: summary,
      note: externalId ?? '',
      open: () => go(`/reports/${id}`),
      narrow: () => go(`/reports/${id}`),
    })),
  ];
  return { hits, isSettled: found.isSuccess && !found.isPlaceholderData };
}
