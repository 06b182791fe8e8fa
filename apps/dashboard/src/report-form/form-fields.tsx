import type { CatalogueDto } from 'sitrep-api';
import { useWords } from '../words/words.jsx';
import { type Asks, asksOf } from './draft.js';
import { FiguresQuestion } from './figures-question.jsx';
import { Question } from './options.jsx';
import { Actors, What, When, Where } from './questions.jsx';
import { SourceQuestion } from './source-question.jsx';
import type { ReportForm } from './use-report-form.js';

interface FieldsProps {
  readonly types: CatalogueDto['items'];
  readonly report: ReportForm;
}

/** The questions that the type asks, and the report in one sentence. */
export function FormFields({ types, report }: FieldsProps) {
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
