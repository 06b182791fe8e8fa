import { useQuery } from '@tanstack/react-query';
import type { CatalogueDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { type Asks, asksOf } from './draft.js';
import { FiguresQuestion } from './figures-question.jsx';
import './form.css';
import { Question } from './options.jsx';
import { Preview } from './preview.jsx';
import { Actors, What, When, Where } from './questions.jsx';
import { SourceQuestion } from './source-question.jsx';
import { type ReportForm, useReportForm } from './use-report-form.js';

/** A new report: six questions, no id, and what it will change before it is sent. */
export default function NewReportScreen() {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => read<CatalogueDto>('/v1/catalogue', {}, signal),
    staleTime: Infinity,
  });
  return (
    <main className="body" id="answers">
      <div className="screen form">
        <h2>{words.say('form.title')}</h2>
        <p className="sub">{words.say('form.draft')}</p>
        {data !== undefined && <Form types={data.items} />}
      </div>
    </main>
  );
}

function Form({ types }: { readonly types: CatalogueDto['items'] }) {
  const words = useWords();
  const report = useReportForm(types);
  if (report.sent !== undefined) return <Sent report={report} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void report.send();
      }}
    >
      <Questions types={types} report={report} />
      <Preview preview={report.preview} sentence={report.sentence} />
      {report.failure !== '' && (
        <p className="problem" role="alert">
          {report.failure}
        </p>
      )}
      <div className="send">
        <button type="button" className="keep" onClick={report.discard}>
          {words.say('form.discard')}
        </button>
        <button type="submit" className="send-now">
          {words.say('form.send')}
        </button>
      </div>
    </form>
  );
}

function Questions({ types, report }: { readonly types: CatalogueDto['items']; readonly report: ReportForm }) {
  const words = useWords();
  const { form, change, problems } = report;
  const type = types.find((one) => one.type === form.type);
  const answering = { form, change };
  const road = type?.type.startsWith('road') ?? false;
  const asks = type === undefined ? undefined : asksOf(type);
  return (
    <>
      <Question name="what" title={words.say('form.what')} problem={problems.what}>
        <What {...answering} types={types} />
      </Question>
      <Question name="where" title={words.say(road ? 'form.which-road' : 'form.where')} problem={problems.where}>
        <Where {...answering} kinds={road ? 'road' : undefined} />
      </Question>
      <Question name="when" title={words.say('form.when')} problem={problems.when}>
        <When {...answering} />
      </Question>
      {asks !== undefined && <Who report={report} asks={asks} />}
      <Question name="source" title={words.say('form.source')} problem={problems.source}>
        <SourceQuestion {...answering} />
      </Question>
      {asks?.counts === true && (
        <Question name="figures" title={words.say('form.how-many')} problem={problems.figures}>
          <FiguresQuestion {...answering} />
        </Question>
      )}
      <Summary report={report} />
    </>
  );
}

/** Who did it, and to whom, in the words of the type. */
function Who({ report, asks }: { readonly report: ReportForm; readonly asks: Asks }) {
  const words = useWords();
  const { form, change, problems } = report;
  const [by, to] = whoKeys(asks);
  return (
    <Question name="who" title={words.say(by)} problem={problems.who}>
      <Actors title="" chosen={form.by} choose={(chosen) => change({ by: chosen })} />
      {to !== undefined && (
        <Actors title={words.say(to)} chosen={form.to} choose={(chosen) => change({ to: chosen })} />
      )}
    </Question>
  );
}

function whoKeys({ cuts, effect }: Asks) {
  if (cuts) return ['form.by-cut', 'form.to-cut'] as const;
  if (effect === 'gained') return ['form.by-gained', 'form.from'] as const;
  return effect === 'observed' ? (['form.holder', undefined] as const) : (['form.by', 'form.against'] as const);
}

function Summary({ report: { form, change, sentence } }: { readonly report: ReportForm }) {
  const words = useWords();
  return (
    <Question name="summary" title={words.say('form.summary')}>
      <textarea
        aria-label={words.say('form.summary')}
        rows={2}
        maxLength={2000}
        placeholder={sentence}
        value={form.summary}
        onChange={({ target }) => change({ summary: target.value })}
      />
      <p className="sub">{words.say('form.summary-hint')}</p>
    </Question>
  );
}

function Sent({ report }: { readonly report: ReportForm }) {
  const words = useWords();
  return (
    <div className="sent" role="status">
      <p className="says">{words.say('form.sent')}</p>
      <p className="filters">
        <Link path={`/reports/${report.sent}`} className="chip solid">
          {words.say('form.see')}
        </Link>
        <button type="button" className="chip" onClick={report.discard}>
          {words.say('form.another')}
        </button>
      </p>
    </div>
  );
}
