import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CatalogueDto, DraftDto, PreviewDto, RecordedReportDto } from 'sitrep-api';
import { mayPass, minPositionOf, problemsOf, read, send } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { dayOf } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { type Asks, asksOf, no_type } from './asks.js';
import { correctedReport, formOf, type Reported } from './correction.js';
import { draftOf, type QuestionName, questionOf, questions, reportedAtOf } from './draft.js';
import { emptyForm, type FormState, keepDraft, keptDraft } from './form-state.js';
import { missingOf } from './missing.js';
import { putAside } from './outbox.js';
import type { DayAround } from './use-days-around.js';
import { usePreview } from './use-preview.js';
import { sentenceOf } from './sentence.js';

type Problems = Partial<Record<QuestionName, string>>;

/** What became of a report: it counts, waits for an approval, or is kept on this device until the connection is back. */
export interface Sent {
  readonly id: string;
  readonly isWaiting: boolean;
  /** It counts for nothing until somebody approves it. */
  readonly isDraft: boolean;
}

/** The form as it stands, and what can be done with it. */
export interface ReportForm {
  readonly form: FormState;
  readonly problems: Problems;
  readonly failure: string;
  readonly asks: Asks;
  /** The report in one sentence, made of the answers. */
  readonly sentence: string;
  readonly preview: PreviewDto | undefined;
  /** What it does to the answers of other days. */
  readonly around: readonly DayAround[];
  readonly sent: Sent | undefined;
  change(change: Partial<FormState>): void;
  send(): Promise<void>;
  discard(): void;
}

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

const asksOfType = (types: Types, type: string | undefined): Asks =>
  asksOf(types.find((one) => one.type === type) ?? no_type);

/** Returns what makes a sentence of answers. */
function useSentence(types: Types): (form: FormState) => string {
  const words = useWords();
  const { situation, parties } = useView();
  const names = {
    place: (id: string): string => situation?.placeOf.get(id)?.name ?? id,
    actor: (id: string): string => parties.nameOf(id),
  };
  return (form) =>
    form.type === undefined
      ? words.say('form.need-type')
      : sentenceOf(form, asksOfType(types, form.type), names, words);
}

/** What the form was filled from: a report that a correction amends, or a draft that gets another reading. */
export interface Filled {
  readonly as: 'correction' | 'revision';
  readonly report: Reported;
}

/** The answers that a report gives. Of words that the form made, none are typed: they are made anew. */
function filledFrom(
  report: Reported,
  { types, zone, say }: { readonly types: Types; readonly zone: string; readonly say: (form: FormState) => string },
): FormState {
  const form = formOf(report, asksOfType(types, report.type), (moment) => dayOf(moment, zone));
  return say(form) === form.summary ? { ...form, summary: '' } : form;
}

/** The answers as they stand: of a new report, whose draft the device keeps, or of one that is there. */
function useAnswers(types: Types, old: Filled | undefined, sent: boolean) {
  const { asked, desk } = useView();
  const say = useSentence(types);
  const filled = (): FormState =>
    old === undefined ? emptyForm(asked.d) : filledFrom(old.report, { types, zone: desk.zone, say });
  const [form, setForm] = useState<FormState>(() => (old === undefined ? keptDraft() : undefined) ?? filled());
  useEffect(() => {
    if (old === undefined) keepDraft(sent ? undefined : form);
  }, [old, form, sent]);
  return { form, setForm, filled, say };
}

/** What is sent: where, and the whole of it. */
interface Written {
  readonly path: string;
  readonly body: unknown;
  /** The report as it would stand. */
  readonly report: DraftDto;
}

interface Answers {
  readonly form: FormState;
  /** The answers before anything was changed. */
  readonly filled: FormState;
  readonly sentence: string;
}

/** What the answers make: the report, its correction, or the other reading of a draft. */
function useWritten(types: Types, { form, filled, sentence }: Answers, old: Filled | undefined): Written {
  const { desk } = useView();
  const asks = asksOfType(types, form.type);
  const known = reportedAtOf(form, desk.zone, Date.now());
  const draft = draftOf(form, asks, form.summary.trim() || sentence, known);
  if (old === undefined) return { path: '/v1/reports', body: draft, report: draft };
  const { id, type, reportedAt, summary } = old.report;
  const before = draftOf(filled, asksOfType(types, type), summary, reportedAt);
  const after = { ...draft, reportedAt };
  const parts = { roles: asks.roles, answers: form.figures };
  const corrected = correctedReport(old.report, before, after, parts);
  const reason = form.reason.trim();
  if (old.as === 'revision') {
    // A draft has said nothing yet: its source made it known when it did.
    const report = { ...corrected, reportedAt: form.published === '' ? reportedAt : known };
    return { path: `/v1/drafts/${id}/revisions`, body: { reason, report }, report: { ...report, id } };
  }
  const body = { reportedAt: known, reason, report: corrected };
  return { path: `/v1/reports/${id}/corrections`, body, report: { ...corrected, id, reportedAt: known } };
}

/** Sends it; without a connection the device keeps it. `settled` is told once the answers rest on it. Throws `Refusal`. */
async function record(
  { path, body, report }: Written,
  as: Filled['as'] | undefined,
  settled: () => void,
): Promise<Sent> {
  const key = crypto.randomUUID();
  const sent = as === 'correction' ? { ...(body as object), id: key } : body;
  try {
    const { id, position, review = 'approved' } = await send<RecordedReportDto>(path, sent, {}, key);
    void read(`/v1/reports/${report.id}`, { minPosition: minPositionOf(position) })
      .catch(() => undefined)
      .then(settled);
    return { id, isWaiting: false, isDraft: as === 'revision' || review !== 'approved' };
  } catch (error) {
    if (!mayPass(error)) throw error;
    putAside({ key, path, body: sent, text: report.summary });
    return { id: report.id ?? key, isWaiting: true, isDraft: false };
  }
}

/** The form of a new report, or of one that is there. */
export function useReportForm(types: Types, old?: Filled): ReportForm {
  const words = useWords();
  const client = useQueryClient();
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState('');
  const [sent, setSent] = useState<Sent>();
  const { form, setForm, filled, say } = useAnswers(types, old, sent !== undefined);
  const asks = asksOfType(types, form.type);
  const answers = { form, filled: filled(), sentence: say(form) };
  const written = useWritten(types, answers, old);
  const complete = form.type !== undefined && form.place !== undefined && form.outlet.trim() !== '';
  const { preview, around } = usePreview(written.report, complete && sent === undefined);
  const sendAll = async (): Promise<void> => {
    setFailure('');
    const before = old === undefined ? undefined : { ...answers, sentenceBefore: say(answers.filled) };
    const missing = Object.fromEntries(
      Object.entries(missingOf(form, asks, before)).map(([question, key]) => [question, words.say(key)]),
    );
    setProblems(missing);
    if (Object.keys(missing).length > 0) return showFirst(missing);
    try {
      setSent(await record(written, old?.as, () => void client.invalidateQueries()));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setProblems(refusedOf(error));
      showFirst(refusedOf(error));
    }
  };
  const change = (part: Partial<FormState>): void => {
    setForm((before) => ({ ...before, ...part }));
    setProblems({});
  };
  const discard = (): void => {
    setSent(undefined);
    setProblems({});
    setForm(filled());
  };
  const shown = complete ? preview : undefined;
  const { sentence } = answers;
  return { form, asks, problems, failure, sentence, sent, preview: shown, around, change, send: sendAll, discard };
}

/** The first question that has a problem takes the focus. */
function showFirst(problems: Problems): void {
  const first = questions.find((name) => problems[name] !== undefined);
  document.querySelector<HTMLElement>(`[data-question="${first}"]`)?.focus();
}

/** What the API refused, at the question in which it stands. */
function refusedOf(error: unknown): Problems {
  const problems: Problems = {};
  for (const { pointer, detail } of problemsOf(error)) if (pointer !== '') problems[questionOf(pointer)] ??= detail;
  return problems;
}
