import type { CatalogueDto } from 'sitrep-api';
import { useWords } from '../words/words.jsx';
import { type Asks, asksOf } from './asks.js';
import { FiguresQuestion } from './figures-question.jsx';
import { isUnnamed, lacksHolder } from './missing.js';
import { Question } from './options.jsx';
import { Actors, What, When } from './questions.jsx';
import { SourceQuestion } from './source-question.jsx';
import { asksForState, StateQuestion } from './state-question.jsx';
import type { ReportForm } from './use-report-form.js';
import { Where } from './where.jsx';

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
  const asks = type === undefined ? undefined : asksOf(type);
  const kinds = asks?.placeKinds;
  const road = kinds?.includes('road') === true && !kinds.includes('city');
  return (
    <>
      <Question name="what" title={words.say('form.what')} problem={problems.what}>
        <What {...answering} types={types} />
      </Question>
      <Question name="where" title={words.say(road ? 'form.which-road' : 'form.where')} problem={problems.where}>
        <Where {...answering} kinds={kinds} />
      </Question>
      <Question name="when" title={words.say('form.when')} problem={problems.when}>
        <When {...answering} />
      </Question>
      {asks !== undefined && asks.roles.length > 0 && <Who report={report} asks={asks} />}
      {asks !== undefined && asksForState(asks) && (
        <Question name="state" title={words.say('form.state')} problem={problems.state}>
          <StateQuestion {...answering} asks={asks} />
        </Question>
      )}
      {asks !== undefined && asks.bases.length > 0 && <HowMany report={report} asks={asks} />}
      <Question name="source" title={words.say('form.source')} problem={problems.source}>
        <SourceQuestion {...answering} preview={report.preview} />
      </Question>
      <Summary report={report} />
    </>
  );
}

/** Asked at once where the type tells of a number; any other may carry one. */
function HowMany({ report: { form, change, problems }, asks }: { readonly report: ReportForm; readonly asks: Asks }) {
  const words = useWords();
  const question = <FiguresQuestion form={form} change={change} asks={asks} />;
  return (
    <Question name="figures" title={words.say('form.how-many')} problem={problems.figures}>
      {asks.counts || form.figures.length > 0 ? (
        question
      ) : (
        <details className="optional">
          <summary className="more">{words.say('form.add-number')}</summary>
          {question}
        </details>
      )}
    </Question>
  );
}

/** Who did it, and to whom, in the words of the type. */
function Who({ report, asks }: { readonly report: ReportForm; readonly asks: Asks }) {
  const words = useWords();
  const { form, change, problems } = report;
  const [first, ...others] = asks.roles;
  const title = (question: string): string => words.sayOf('asks', keyOf(question), undefined, question);
  const actors = (role: string, heading: string) => (
    <Actors
      key={role}
      title={heading}
      chosen={form.actors[role] ?? []}
      choose={(chosen) => change({ actors: { ...form.actors, [role]: chosen } })}
    />
  );
  if (first === undefined) return null;
  return (
    <Question name="who" title={title(first.question)} problem={problems.who}>
      {actors(first.role, '')}
      {others.map(({ role, question }) => actors(role, title(question)))}
      {lacksHolder(form, asks) && (problems.who !== undefined || isUnnamed(form)) && (
        <button
          type="button"
          className="opt"
          aria-pressed={isUnnamed(form)}
          onClick={() => change({ unnamedIn: isUnnamed(form) ? undefined : form.type })}
        >
          {words.say('form.nobody-named')}
        </button>
      )}
    </Question>
  );
}

/** "Who did it?" is `who-did-it`. */
const keyOf = (question: string): string =>
  question
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');

function Summary({ report: { form, change, sentence, problems } }: { readonly report: ReportForm }) {
  const words = useWords();
  return (
    <Question name="summary" title={words.say('form.summary')} problem={problems.summary}>
      <textarea
        aria-label={words.say('form.summary')}
        rows={2}
        maxLength={2000}
        placeholder={sentence}
        value={form.summary}
        onChange={({ target }) => change({ summary: target.value })}
      />
      <p className="sub">{words.say('form.summary-hint')}</p>
      {problems.summary !== undefined && (
        <div className="opts">
          <button type="button" className="opt" onClick={() => change({ summary: '' })}>
            {words.say('form.summary-anew', { sentence })}
          </button>
          <button type="button" className="opt" onClick={() => change({ summaryHolds: sentence })}>
            {words.say('form.summary-holds')}
          </button>
        </div>
      )}
    </Question>
  );
}
