import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import './changes.css';
import { KnownChanges } from './known-changes.jsx';
import { SinceLooked } from './since-looked.jsx';
import { WorldChanges } from './world-changes.jsx';

/** What came since one last looked, and the two lists of changes: in the world, and in what is known of it. */
export function ChangesPanel() {
  const words = useWords();
  return (
    <section className="sec changes">
      <header>
        <h2>{words.say('changes.title')}</h2>
        <span className="sub">{words.say('changes.about')}</span>
        <Link path="/briefing" className="more">
          {words.say('nav.briefing')}
        </Link>
      </header>
      <SinceLooked />
      <WorldChanges />
      <KnownChanges />
    </section>
  );
}
