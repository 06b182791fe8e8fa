import { useMay } from '../access/me.js';
import { useWaitingDrafts } from '../review/use-drafts.js';
import { Link } from '../url/link.jsx';
import { ask } from '../url/address.js';
import { useCopied } from '../words/use-copied.js';
import { useWords } from '../words/words.jsx';
import { CiteButtons } from './cite.jsx';
import { turnCompare } from './keys.js';
import { Language } from './language.jsx';
import { Menu } from './menu.jsx';
import { useView } from './view.jsx';

/** On a phone: all that has no room in the bars, to be reached by a thumb. */
export function PhoneMenu() {
  const words = useWords();
  const view = useView();
  const mayImport = useMay('names:write');
  const waiting = useWaitingDrafts();
  const [copied, tell] = useCopied();
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return (
    <div className="phone-menu">
      <Menu label={copied ? words.say('top.copied') : words.say('top.more')}>
        <Link path="/table">{words.say('top.table')}</Link>
        <Link path="/contradictions">{words.say('nav.contradictions')}</Link>
        <Link path="/briefing">{words.say('nav.briefing')}</Link>
        <Link path="/editions">{words.say('nav.editions')}</Link>
        {waiting !== undefined && (
          <Link path="/review" change={{ place: undefined }}>
            {words.say('nav.review')} <b className="n">{words.number(waiting)}</b>
          </Link>
        )}
        {mayImport && <Link path="/import">{words.say('nav.import')}</Link>}
        <button type="button" onClick={() => turnCompare(view)}>
          {words.say('compare.title')}
        </button>
        <CiteButtons copied={tell} />
        <button type="button" onClick={() => ask({ theme: dark ? 'light' : 'dark' }, 'replace')}>
          {words.say(dark ? 'top.light' : 'top.dark')}
        </button>
        <Language />
      </Menu>
    </div>
  );
}
