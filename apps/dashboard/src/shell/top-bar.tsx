import { useMay } from '../access/me.js';
import { Who } from '../access/who.jsx';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { useWaiting } from '../report-form/outbox.js';
import { useWaitingDrafts } from '../review/use-drafts.js';
import { type Live, useProgress } from '../api/live.js';
import { screenOf } from './screens.js';
import { showKeys } from './keys.js';
import { Language } from './language.jsx';
import { PhoneMenu } from './phone-menu.jsx';
import { Search } from './search.jsx';
import { useView } from './view.jsx';

/** The screens that are always there, by their addresses. */
export const links = [
  ['map', '/'],
  ['changes', '/changes'],
  ['counts', '/counts'],
  ['reports', '/reports'],
  ['contradictions', '/contradictions'],
  ['briefing', '/briefing'],
] as const;

const under: Readonly<Record<string, string>> = {
  report: 'reports',
  'new-report': 'reports',
  import: 'reports',
  correct: 'reports',
  table: 'map',
  place: 'map',
};

export function TopBar({ live }: { readonly live: Live }) {
  const words = useWords();
  const { path, question } = useView();
  const mayReport = useMay('reports:write');
  const { name } = screenOf(path);
  return (
    <header className="top">
      <Link path="/" className="brand">
        <Brand />
        Sitrep
      </Link>
      <nav className="nav" aria-label={words.say('nav.label')}>
        {links.map(([screen, to]) => (
          <Link key={to} path={to} aria-current={(under[name] ?? name) === screen ? 'page' : undefined}>
            {words.say(`nav.${screen}`)}
          </Link>
        ))}
      </nav>
      <Search />
      <div className="end">
        <Light live={live} />
        <Kept />
        <Link path="/editions" className="chip wide">
          {question.edition ?? words.say('editions.live')}
          <Parked />
        </Link>
        <Language />
        <Theme />
        <button type="button" className="chip keys-chip" aria-label={words.say('keys.title')} onClick={showKeys}>
          ?
        </button>
        <Who />
        <Waiting />
        {mayReport && (
          <Link path="/reports/new" className="chip solid">
            {words.say('top.new-report')}
          </Link>
        )}
        <PhoneMenu />
      </div>
    </header>
  );
}

/** The live light: whether the page shows all that the log has, and how much it lacks. */
function Light({ live: { state } }: { readonly live: Live }) {
  const words = useWords();
  const behind = useProgress()?.lag ?? 0;
  const shown = state === 'live' && behind > 0 ? 'behind' : state;
  const text = {
    live: words.say('top.live'),
    offline: words.say('top.offline'),
    behind: words.say('top.behind', { n: behind }),
  };
  return (
    <span className="live" data-live={shown}>
      <i />
      <span className="wide">{text[shown]}</span>
    </span>
  );
}

/** How many events could not be read. */
function Parked() {
  const words = useWords();
  const n = useProgress()?.parked ?? 0;
  return n === 0 ? null : <small>{words.say('top.parked', { n })}</small>;
}

/** How many reports this device keeps until they can be sent. */
function Kept() {
  const words = useWords();
  const n = useWaiting().length;
  if (n === 0) return null;
  return (
    <Link path="/reports/new" className="chip">
      {words.say('outbox.waiting', { n })}
    </Link>
  );
}

function Theme() {
  const words = useWords();
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return (
    <button
      type="button"
      className="chip"
      aria-label={words.say('top.theme')}
      onClick={() => ask({ theme: dark ? 'light' : 'dark' }, 'replace')}
    >
      {words.say(dark ? 'top.light' : 'top.dark')}
    </button>
  );
}

/** The queue of drafts, for those who may decide, with the number that wait; one that nobody uses takes no room. */
function Waiting() {
  const words = useWords();
  const { path } = useView();
  const n = useWaitingDrafts();
  const isOpen = screenOf(path).name === 'review';
  if (n === undefined || (n === 0 && !isOpen)) return null;
  return (
    <Link
      path="/review"
      change={{ place: undefined, state: [] }}
      className="chip"
      aria-current={isOpen ? 'page' : undefined}
      title={words.say('review.count', { n })}
    >
      {words.say('nav.review')} <b className="n">{words.number(n)}</b>
    </Link>
  );
}

const Brand = () => (
  <svg
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeLinecap="round"
  >
    <circle cx="10" cy="10" r="8.5" strokeWidth="1.5" strokeDasharray="2.6 2" />
    <path d="M10 10V3.4" strokeWidth="2.6" />
    <path d="M10 10l4.6 3" strokeWidth="1.7" />
  </svg>
);
