import type { AmendmentDto, ReportHistoryDto } from 'sitrep-api';
import { ReasonAndChanges } from '../differences/changed.jsx';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { type MessageKey, useWords } from '../words/words.jsx';

/** The amendments that make a version, and the message that dates each. */
const dated: Readonly<Record<string, MessageKey>> = {
  report_corrected: 'report.corrected',
  report_graded: 'report.graded',
  report_reinstated: 'report.put-back',
};

/** The report as filed, then what was amended, in order: when, why, and what each changed. */
export function Versions({ history }: { readonly history: ReportHistoryDto }) {
  const words = useWords();
  const { desk } = useView();
  const { versions, amendments } = history;
  const [first] = versions;
  if (first === undefined || amendments.length === 0) return null;
  const day = fullDay(dayOf(first.knownFrom, desk.zone), words.language);
  return (
    <section className="blk">
      <h3>{words.say('report.versions')}</h3>
      <ol className="versions">
        <li>
          <span className="ref">{words.say('report.as-filed', { day })}</span>
          <span dir="auto">
            <Said text={first.summary} />
          </span>
        </li>
        {amendments.map((amendment) => (
          <Amended key={amendment.id} amendment={amendment} />
        ))}
      </ol>
    </section>
  );
}

function Amended({ amendment }: { readonly amendment: AmendmentDto }) {
  const { kind, reportedAt, reason, changed } = amendment;
  const words = useWords();
  const { desk } = useView();
  const day = fullDay(dayOf(reportedAt, desk.zone), words.language);
  const key = dated[kind];
  return (
    <li>
      <span className="ref">
        {key === undefined
          ? `${words.sayOf('report', `kind-${kind}`)} · ${words.say('report.known', { day })}`
          : words.say(key, { day })}
      </span>
      <ReasonAndChanges reason={reason} changed={changed} />
    </li>
  );
}
