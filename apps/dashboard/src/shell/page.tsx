import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { Door } from '../access/door.jsx';
import { CompareLine } from '../compare/compare-line.jsx';
import { MarkPatterns } from '../marks/mark-icon.jsx';
import { watchOutbox } from '../report-form/outbox.js';
import { useAddress } from '../url/address.js';
import { longDay } from '../words/days.js';
import { useMessages } from '../words/use-messages.js';
import { type MessageKey, useWords, WordsProvider } from '../words/words.jsx';
import { focusPart, useFocus } from './focus.js';
import { Heading } from './heading.jsx';
import { KeyList } from './key-list.jsx';
import { useKeys } from './keys.js';
import { PinnedLine } from './pinned-line.jsx';
import { PhoneTabs } from './phone-tabs.jsx';
import { useLive } from '../api/live.js';
import { screenOf, type ScreenName } from './screens.js';
import { ConnectionLine, Failure } from './states.jsx';
import { TermsLine } from './terms-line.jsx';
import { TopBar } from './top-bar.jsx';
import { useNearDays } from './use-near-days.js';
import { knownWords, useNewView, type View, ViewProvider } from './view.jsx';

const Screen = lazy(() => import('./screen.jsx'));
const TimeBar = lazy(() => import('../time-bar/time-bar.jsx'));

export function Page() {
  const { question } = useAddress();
  const shown = useMessages(question.lang);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = question.theme ?? dark;
  }, [question.theme]);
  if (shown === undefined) return <Rows />;
  return (
    <WordsProvider {...shown}>
      <Door>
        <Whole />
      </Door>
    </WordsProvider>
  );
}

function Whole() {
  const words = useWords();
  const { view, error, again } = useNewView();
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = words.direction;
  }, [words]);
  if (view === undefined) return <Waiting error={error} again={again} />;
  return (
    <ViewProvider value={view}>
      <Framed view={view} error={error} again={again} />
    </ViewProvider>
  );
}

function Framed({ view, error, again }: { view: View; error: Error | null; again: () => void }) {
  const words = useWords();
  useKeys(view);
  useOutbox();
  const live = useLive();
  const { name, timed } = screenOf(view.path);
  const named = titles[name];
  useLayoutEffect(() => {
    const gaps = { d: longDay(view.asked.d, words.language), k: knownWords(view.asked, words) };
    const title = words.say('ask.title', gaps);
    document.title = named === undefined ? title : `${words.say(named)} · ${title}`;
  }, [view.asked, words, named]);
  useFocus(view);
  useNearDays(view, timed);
  return (
    <div className="app" data-screen={name} data-timed={timed}>
      <MarkPatterns />
      <SkipLinks view={view} timed={timed} />
      {name !== 'embed' && <TopBar live={live} />}
      <ConnectionLine live={live} />
      <Heading />
      <TermsLine fixed={name === 'embed'} />
      {view.question.at !== undefined && <PinnedLine />}
      {view.question.vs !== undefined && <CompareLine />}
      {error !== null && <Failure error={error} again={again} view={view} />}
      <Suspense fallback={<Rows label={words.say('state.loading')} />}>
        <Screen />
      </Suspense>
      {timed && (
        <Suspense fallback={<div className="time" />}>
          <TimeBar />
        </Suspense>
      )}
      <KeyList />
      {name !== 'embed' && <PhoneTabs screen={name} />}
    </div>
  );
}

/** What the window is called beside its question. */
const titles: Partial<Record<ScreenName, MessageKey>> = {
  map: 'nav.map',
  table: 'top.table',
  changes: 'nav.changes',
  counts: 'nav.counts',
  reports: 'nav.reports',
  report: 'nav.report',
  contradictions: 'nav.contradictions',
  'new-report': 'form.title',
  correct: 'form.title-correction',
  briefing: 'nav.briefing',
  editions: 'nav.editions',
  import: 'nav.import',
  review: 'nav.review',
  revise: 'review.title-revision',
  place: 'table.place',
};

/** The first stops of the Tab key: past the bars to each part of the screen. */
function SkipLinks({ view, timed }: { readonly view: View; readonly timed: boolean }) {
  const words = useWords();
  const isMap = view.path === '/';
  const parts = [
    ['answers', 'skip.map', true],
    ['changes', 'skip.changes', isMap],
    ['place', 'skip.place', isMap && view.question.place !== undefined],
    ['time', 'skip.time', timed],
  ] as const;
  return parts
    .filter(([, , isThere]) => isThere)
    .map(([id, key]) => (
      <a
        key={id}
        className="skip"
        href={`#${id}`}
        onClick={(event) => {
          // The mark of the address is the camera of the map.
          event.preventDefault();
          focusPart(id);
        }}
      >
        {words.say(key)}
      </a>
    ));
}

/** What could not be sent goes when the connection is back, whatever screen is open. */
function useOutbox(): void {
  const client = useQueryClient();
  useEffect(() => watchOutbox(() => void client.invalidateQueries()), [client]);
}

function Waiting({ error, again }: { error: Error | null; again: () => void }) {
  const words = useWords();
  return error === null ? (
    <Rows label={words.say('state.loading')} />
  ) : (
    <Failure error={error} again={again} view={undefined} />
  );
}

/** Grey rows of the height of what will stand there; before there are words, without a label. */
function Rows({ label }: { readonly label?: string }) {
  return (
    <div className="rows" role="status" aria-label={label}>
      {Array.from({ length: 8 }, (_none, row) => (
        <i key={row} />
      ))}
    </div>
  );
}
