import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CatalogueDto, PreviewDto, RecordedReportDto, ReportVersionDto } from 'sitrep-api';
import { read, Refusal, send } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { MessageKey } from '../words/words.jsx';
import { dayOf } from '../words/days.js';
import { correctedReport, formOf } from './correction.js';
import { asksOf, draftOf, questionOf, reportedAtOf, type QuestionName, questions } from './draft.js';
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

export type Types = CatalogueDto['items'];

/** The types of development that a report can tell of; undefined until they are there. */
export function useTypes(): Types | undefined {
  const { data } = useQuery({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => read<CatalogueDto>('/v1/catalogue', {}, signal),
    staleTime: Infinity,
  });
  return data?.items;
}

/** The answers as they stand: of a new report, whose draft the device keeps, or of the correction of a version. */
function useAnswers(corrected: ReportVersionDto | undefined, sent: boolean) {
  const { asked, desk } = useView();
  const filled = (): FormState =>
    corrected === undefined ? emptyForm(asked.d) : formOf(corrected, (moment) => dayOf(moment, desk.zone));
  const [form, setForm] = useState<FormState>(() => (corrected === undefined ? keptDraft() : undefined) ?? filled());
  useEffect(() => {
    if (corrected === undefined) keepDraft(sent ? undefined : form);
  }, [corrected, form, sent]);
  return { form, setForm, filled };
}

/** What the answers make: the draft, what it says, and what it will change. */
function useDraft(types: Types, form: FormState, previewed: boolean) {
  const words = useWords();
  const { desk, situation, parties } = useView();
  const asks = asksOfType(types, form.type);
  const names = {
    place: (id: string): string => situation?.placeOf.get(id)?.name ?? id,
    actor: (id: string): string => parties.nameOf(id),
  };
  const sentence = sentenceOf(form, asks, names, words);
  const draft = draftOf(form, asks, form.summary.trim() || sentence, reportedAtOf(form, desk.zone, Date.now()));
  const complete = form.type !== undefined && form.place !== undefined && form.outlet.trim() !== '';
  const { data } = usePreview(draft, complete && previewed);
  return { draft, sentence, preview: complete && previewed ? data : undefined };
}

const asksOfType = (types: Types, type: string | undefined) =>
  asksOf(types.find((one) => one.type === type) ?? no_type);

/** The form of a new report, or of the correction of a version. */
export function useReportForm(types: Types, corrected?: ReportVersionDto): ReportForm {
  const words = useWords();
  const client = useQueryClient();
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState('');
  const [sent, setSent] = useState<string>();
  const { form, setForm, filled } = useAnswers(corrected, sent !== undefined);
  const { draft, sentence, preview } = useDraft(types, form, sent === undefined && corrected === undefined);
  const record = (): Promise<RecordedReportDto> => {
    if (corrected === undefined) return send('/v1/reports', draft);
    const { id, type, reportedAt, summary } = corrected;
    const before = draftOf(filled(), asksOfType(types, type), summary, reportedAt);
    const report = correctedReport(corrected, before, { ...draft, reportedAt });
    return send(`/v1/reports/${id}/corrections`, { reportedAt: draft.reportedAt, reason: form.reason.trim(), report });
  };
  return {
    form,
    problems,
    failure,
    sentence,
    sent,
    preview,
    change: (change) => {
      setForm((before) => ({ ...before, ...change }));
      setProblems({});
    },
    send: async () => {
      setFailure('');
      const missing = missingOf(form, corrected !== undefined, (key) => words.say(key));
      setProblems(missing);
      if (Object.keys(missing).length > 0) return showFirst(missing);
      try {
        setSent((await record()).id);
        setTimeout(() => void client.invalidateQueries(), settle_ms);
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
        setProblems(refusedOf(error));
        showFirst(refusedOf(error));
      }
    },
    discard: () => {
      setSent(undefined);
      setProblems({});
      setForm(filled());
    },
  };
}

/** The first question that has a problem takes the focus. */
function showFirst(problems: Problems): void {
  const first = questions.find((name) => problems[name] !== undefined);
  document.querySelector<HTMLElement>(`[data-question="${first}"]`)?.focus();
}

/** True where something is counted, and neither a number nor that none was said is given. */
const lacksNumber = ({ measure, extent, low, high }: FormState): boolean =>
  measure !== undefined && extent !== 'unsaid' && low.trim() === '' && (extent !== 'range' || high.trim() === '');

function missingOf(form: FormState, correcting: boolean, say: (key: MessageKey) => string): Problems {
  return {
    ...(form.type === undefined ? { what: say('form.need-type') } : {}),
    ...(form.place === undefined ? { where: say('form.need-place') } : {}),
    ...(form.outlet.trim() === '' ? { source: say('form.need-source') } : {}),
    ...(lacksNumber(form) ? { figures: say('form.need-number') } : {}),
    ...(correcting && form.reason.trim() === '' ? { reason: say('report.reason-needed') } : {}),
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
