import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { situationOf } from '../api/situation.js';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { daysBetween, longDay, plainDay, weekDay } from '../words/days.js';
import { useWords, type Words } from '../words/words.jsx';
import { useWorldLists } from '../changes/use-changes.js';
import { changeCount } from '../changes/world-lists.js';
import { Cite } from './cite.jsx';
import { Export } from './export.jsx';
import { differing } from './hindsight.js';
import { setKnown, turnCompare } from './keys.js';
import { screenOf } from './screens.js';
import { knownWords, Later, useView } from './view.jsx';

const DateDialog = lazy(() => import('./date-dialog.jsx'));

/** The question in words. Both dates are its controls, and no other place shows them whole. */
export function Heading() {
  const words = useWords();
  const view = useView();
  return (
    <section className="ask" aria-label={words.say('ask.label')}>
      <Sentence />
      {view.path !== '/embed' && <Ends />}
      {view.dropped.length > 0 && (
        <p className="note" role="status">
          {words.say('ask.dropped', { what: words.commas(view.dropped) })}
        </p>
      )}
      <Later>
        <Announced />
      </Later>
      <i className="progress" data-loading={view.loading} />
    </section>
  );
}

/** To those who hear the page: both dates, and how many changes there are, once they are known. */
const Announced = memo(function Announced() {
  const words = useWords();
  const { asked, path } = useView();
  const { timed } = screenOf(path);
  const { lists, isSettled } = useWorldLists(timed);
  const gaps = { d: longDay(asked.d, words.language), k: knownWords(asked, words) };
  const n = lists === undefined || !isSettled ? undefined : changeCount(lists);
  return (
    <p className="vh" role="status">
      {!timed && words.say('time.announced', gaps)}
      {timed && n !== undefined && words.say('time.announced-changes', { ...gaps, n })}
    </p>
  );
});

/** What hindsight changed, and what can be taken away. */
function Ends() {
  const words = useWords();
  const { path } = useView();
  const table = path === '/table';
  return (
    <>
      <Later>
        <Hindsight />
      </Later>
      <div className="end">
        <Link path={table ? '/' : '/table'} className="chip">
          {words.say(table ? 'top.map' : 'top.table')}
        </Link>
        <Compare />
        <Export />
        <Cite />
      </div>
    </>
  );
}

/** Puts a second question beside the first, or takes it away. */
function Compare() {
  const words = useWords();
  const view = useView();
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={view.question.vs !== undefined}
      onClick={() => turnCompare(view)}
    >
      {words.say('compare.title')}
    </button>
  );
}

interface Opened {
  readonly hand: 'd' | 'k';
  /** When: a date that is opened again at once is another dialog than the one that is just closing. */
  readonly atMs: number;
  /** Under the date, in pixels from the edges of the window. */
  readonly left: number;
  readonly top: number;
}

/** The sentence of the message file, with the two dates as buttons in it; a date opens a field and a calendar. */
function Sentence() {
  const words = useWords();
  const view = useView();
  const [open, setOpen] = useState<Opened>();
  const { asked, knownDay } = view;
  const close = (closed: Opened): void => setOpen((now) => (now === closed ? undefined : now));
  const key = asked.k === undefined ? 'ask.sentence-now' : 'ask.sentence-on';
  const sentence = words.say(key, { d: '\u0000', k: '\u0000' });
  const [before = '', middle = '', after = ''] = sentence.split('\u0000');
  return (
    <>
      <h1>
        {before}
        <DateButton hand="d" isOpen={open?.hand === 'd'} open={setOpen} />
        {middle}
        <DateButton hand="k" isOpen={open?.hand === 'k'} open={setOpen} />
        {after}
      </h1>
      {open !== undefined && (
        <Suspense>
          <DateDialog
            key={open.atMs}
            {...open}
            day={open.hand === 'd' ? asked.d : knownDay}
            choose={(day) => (open.hand === 'd' ? ask({ d: day }) : setKnown(view, day))}
            close={() => close(open)}
          />
        </Suspense>
      )}
    </>
  );
}

interface DateButtonProps {
  readonly hand: 'd' | 'k';
  readonly isOpen: boolean;
  readonly open: (opened: Opened) => void;
}

function DateButton({ hand, isOpen, open }: DateButtonProps) {
  const words = useWords();
  const { asked, knownDay } = useView();
  const day = hand === 'd' ? asked.d : knownDay;
  return (
    <button
      type="button"
      className="day"
      data-hand={hand}
      title={words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date')}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect();
        open({ hand, atMs: performance.now(), left, top: bottom + 8 });
      }}
    >
      <span className="long">{textOf(hand, asked.k, day, words, longDay)}</span>
      <span className="short">{textOf(hand, asked.k, day, words, weekDay)}</span>
    </button>
  );
}

function textOf(hand: 'd' | 'k', k: string | undefined, day: string, words: Words, write: typeof longDay): string {
  if (hand === 'd') return write(day, words.language);
  return k === undefined ? words.say('ask.now') : write(k, words.language);
}

/** What hindsight changed: how many answers differ from those of that evening. */
const Hindsight = memo(function Hindsight() {
  const words = useWords();
  const { asked, knownDay, situation, parties } = useView();
  const client = useQueryClient();
  const days = daysBetween(asked.d, knownDay);
  const evening = useQuery({ ...situationOf({ ...asked, k: asked.d }, client), enabled: days > 0 });
  const then = evening.isPlaceholderData ? undefined : evening.data;
  const n = useMemo(
    () => (situation && then && differing(situation, then, parties, asked.within)) ?? 0,
    [situation, then, parties, asked.within],
  );
  if (days === 0 && asked.k !== undefined) return <Gap bold={words.say('gap.none')} text={words.say('gap.evening')} />;
  if (days < 0) return <Gap bold={words.say('gap.ahead')} text={words.say('gap.carried')} />;
  if (days === 0 || situation === undefined || then === undefined) return null;
  const day = plainDay(asked.d, words.language);
  return <Gap bold={words.say('gap.hindsight', { n: days })} text={words.say('gap.differs', { n, day })} />;
});

const Gap = ({ bold, text }: { readonly bold: string; readonly text: string }) => (
  <p className="gap">
    <b>{bold}</b> {text}
  </p>
);
