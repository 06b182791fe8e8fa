import { useQuery } from '@tanstack/react-query';
import { read } from '../api/ask.js';
import type { Report } from '../reports/use-reports.js';
import { useView } from '../shell/view.jsx';
import { isTypedDay } from '../url/question.js';
import { dayOf } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import type { PreviewDto } from 'sitrep-api';
import type { Answering } from './questions.jsx';
import { SpeaksFor } from './speaks-for.jsx';

const recent = 60;
const most_offered = 4;
const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'];
const credibilities = ['1', '2', '3', '4', '5', '6'];

/** Who says so: the chains of late, or a voice and an outlet; the grade is never preset. */
export function SourceQuestion({ form, change, preview }: Answering & { readonly preview: PreviewDto | undefined }) {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['recent-sources'],
    queryFn: ({ signal }) =>
      read<{ items: readonly Report[] }>('/v1/reports', { order: 'latest', limit: recent }, signal),
    staleTime: 60_000,
  });
  const chains = new Map(
    (data?.items ?? []).map(({ source }) => [[voiceOf(source), source.outlet].filter(Boolean).join(' › '), source]),
  );
  return (
    <>
      <div className="opts">
        {[...chains].slice(0, most_offered).map(([text, source]) => (
          <button
            key={text}
            type="button"
            className="opt"
            onClick={() => change({ voice: voiceOf(source), outlet: source.outlet, speaksFor: source.speaksFor })}
          >
            <bdi>{text}</bdi>
          </button>
        ))}
      </div>
      <div className="two">
        <label>
          {words.say('form.chain')}
          <input value={form.voice} maxLength={200} onChange={({ target }) => change({ voice: target.value })} />
        </label>
        <label>
          {words.say('form.outlet')}
          <input value={form.outlet} maxLength={200} onChange={({ target }) => change({ outlet: target.value })} />
        </label>
      </div>
      <SpeaksFor form={form} change={change} preview={preview} />
      <label className="inline">
        <input type="checkbox" checked={form.seen} onChange={({ target }) => change({ seen: target.checked })} />
        {words.say('form.seen')}
      </label>
      <PublishedDay form={form} change={change} />
      <GradeChoice form={form} change={change} />
    </>
  );
}

/** The first voice of a chain; none where it is the outlet itself. */
const voiceOf = ({ chain: [first = ''] = [], outlet }: Report['source']): string => (first === outlet ? '' : first);

function PublishedDay({ form, change }: Answering) {
  const words = useWords();
  const { desk } = useView();
  return (
    <label className="inline">
      {words.say('form.published')}
      <input
        type="date"
        max={dayOf(new Date().toISOString(), desk.zone)}
        value={form.published}
        onChange={({ target }) =>
          (target.value === '' || isTypedDay(target.value)) && change({ published: target.value })
        }
      />
    </label>
  );
}

function GradeChoice({ form, change }: Answering) {
  const words = useWords();
  return (
    <label className="inline">
      {words.say('form.grade')}
      <select value={form.grade} onChange={({ target }) => change({ grade: target.value })}>
        <option value="">{words.say('form.grade-none')}</option>
        {reliabilities.flatMap((reliability) =>
          credibilities.map((credibility) => (
            <option key={reliability + credibility} value={reliability + credibility}>
              {`${reliability}${credibility}: ${words.sayOf('grade', reliability)}, ${words.sayOf('grade', credibility)}`}
            </option>
          )),
        )}
      </select>
    </label>
  );
}
