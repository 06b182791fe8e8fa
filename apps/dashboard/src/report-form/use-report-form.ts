import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CatalogueDto, PreviewDto, RecordedReportDto } from 'sitrep-api';
import { Refusal, send } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { MessageKey } from '../words/words.jsx';
import { asksOf, draftOf, questionOf, type QuestionName, questions } from './draft.js';
import { emptyForm, type FormState, keepDraft, keptDraft } from './form-state.js';
import { usePreview } from './preview.jsx';
import { sentenceOf } from './sentence.js';

type Problems = Partial<Record<QuestionName, string>>;

/** The form as it stands, and what can be done with it. */
export interface ReportForm {
  readonly form: FormState;
  readonly problems: Problems;
  readonly failure: string;
  readonly sentence: string;
  readonly preview: PreviewDto | undefined;
  /** The id of the report once it is sent. */
  readonly sent: string | undefined;
  change(change: Partial<FormState>): void;
  send(): Promise<void>;
  discard(): void;
}

const no_type = { type: 'statement', mayDoToControl: 'none', conditionStates: [], family: 'political' } as const;
const settle_ms = 400;

export function useReportForm(types: CatalogueDto['items']): ReportForm {
  const words = useWords();
  const { asked, situation, parties } = useView();
  const client = useQueryClient();
  const [form, setForm] = useState<FormState>(() => keptDraft() ?? emptyForm(asked.d));
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState('');
  const [sent, setSent] = useState<string>();
  useEffect(() => keepDraft(sent === undefined ? form : undefined), [form, sent]);
  const asks = asksOf(types.find(({ type }) => type === form.type) ?? no_type);
  const names = {
    place: (id: string): string => situation?.placeOf.get(id)?.name ?? id,
    actor: (id: string): string => parties.nameOf(id),
  };
  const sentence = sentenceOf(form, asks, names, words);
  const draft = draftOf(form, asks, form.summary.trim() || sentence, new Date().toISOString());
  const ready = form.type !== undefined && form.place !== undefined && form.outlet.trim() !== '';
  const { data: preview } = usePreview(draft, ready && sent === undefined);
  const show = (found: Problems): void => {
    setProblems(found);
    const first = questions.find((name) => found[name] !== undefined);
    document.querySelector<HTMLElement>(`[data-question="${first}"]`)?.focus();
  };
  return {
    ...{ form, problems, failure, sentence, sent, preview: ready ? preview : undefined },
    change: (change) => {
      setForm((before) => ({ ...before, ...change }));
      setProblems({});
    },
    send: async () => {
      setFailure('');
      const missing = missingOf(form, (key) => words.say(key));
      if (Object.keys(missing).length > 0) return show(missing);
      try {
        const recorded = await send<RecordedReportDto>('/v1/reports', draft);
        setSent(recorded.id);
        setTimeout(() => void client.invalidateQueries(), settle_ms);
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
        show(refusedOf(error));
      }
    },
    discard: () => {
      setSent(undefined);
      setProblems({});
      setForm(emptyForm(asked.d));
    },
  };
}

function missingOf(form: FormState, say: (key: MessageKey) => string): Problems {
  return {
    ...(form.type === undefined ? { what: say('form.need-type') } : {}),
    ...(form.place === undefined ? { where: say('form.need-place') } : {}),
    ...(form.outlet.trim() === '' ? { source: say('form.need-source') } : {}),
  };
}

/** What the API refused, at the question in which it stands. */
function refusedOf(error: unknown): Problems {
  if (!(error instanceof Refusal)) return {};
  const { errors = [] } = error.problem as { errors?: readonly { pointer?: string; detail: string }[] };
  const problems: Problems = {};
  for (const { pointer = '', detail } of errors) problems[questionOf(pointer)] ??= detail;
  return problems;
}
