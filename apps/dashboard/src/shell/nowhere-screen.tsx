import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { links } from './top-bar.jsx';
import { useView } from './view.jsx';

/** For an address that there is not: says so, and what is there. */
export default function NowhereScreen() {
  const words = useWords();
  const { path } = useView();
  return (
    <main className="body" id="answers">
      <div className="screen">
        <h2>{words.say('nowhere.title')}</h2>
        <p className="sub">
          <bdi dir="ltr">{path}</bdi> {words.say('nowhere.lead')}
        </p>
        <ul className="nowhere">
          {links.map(([screen, to]) => (
            <li key={to}>
              <Link path={to}>{words.say(`nav.${screen}`)}</Link>
            </li>
          ))}
          <li>
            <Link path="/editions">{words.say('nav.editions')}</Link>
          </li>
          <li>
            <a href="/docs">{words.say('nowhere.api')}</a>
          </li>
        </ul>
      </div>
    </main>
  );
}
