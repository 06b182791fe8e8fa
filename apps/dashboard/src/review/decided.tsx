import type { DraftAnswerDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import { nameOfPerson } from './person.js';

/** What was decided, by whom, when and why; an approved draft leads to its report. */
export function Decided({ draft: { id, decision } }: { readonly draft: DraftAnswerDto }) {
  const words = useWords();
  const { desk } = useView();
  if (decision === null) return null;
  const day = fullDay(dayOf(decision.at, desk.zone), words.language);
  return (
    <div className="standing">
      <p>{words.say(`review.${decision.kind}-by`, { who: nameOfPerson(decision.by, words), day })}</p>
      {decision.reason !== null && (
        <p dir="auto">
          <Said text={decision.reason} />
        </p>
      )}
      {decision.kind === 'approved' && (
        <Link path={`/reports/${id}`} className="chip">
          {words.say('form.see')}
        </Link>
      )}
    </div>
  );
}
