import { useMay } from '../access/me.js';
import { Icon } from '../marks/icon.jsx';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';

const tabs = [
  ['map', 'nav.map', '/', 'map'],
  ['changes', 'nav.changes', '/changes', 'changes'],
  ['new-report', 'nav.report', '/reports/new', 'add'],
  ['counts', 'nav.counts', '/counts', 'counts'],
  ['reports', 'nav.feed', '/reports', 'feed'],
] as const;

/** The five tabs under the page on a phone. */
export function PhoneTabs({ screen }: { readonly screen: string }) {
  const words = useWords();
  const mayReport = useMay('reports:write');
  const shown = tabs.filter(([name]) => mayReport || name !== 'new-report');
  return (
    <nav className="tabs" aria-label={words.say('nav.label')}>
      {shown.map(([name, label, path, icon]) => (
        <Link key={name} path={path} change={{ place: undefined }} aria-current={screen === name ? 'page' : undefined}>
          <Icon name={icon} size={21} />
          {words.say(label)}
        </Link>
      ))}
    </nav>
  );
}
