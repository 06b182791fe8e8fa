import { useQuery } from '@tanstack/react-query';
import { read } from '../api/ask.js';
import type { Report } from '../reports/use-reports.js';
import { useWords } from '../words/words.jsx';
import type { Answering } from './questions.jsx';

const recent = 60;
const most_offered = 4;
const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'];
const credibilities = ['1', '2', '3', '4', '5', '6'];

/** Who says so: the chains of late, or a voice and an outlet; the grade is never preset. */
export function SourceQuestion({ form, change }: Answering) {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['recent-sources'],
    queryFn: ({ signal }) =>
      read<{ items: readonly Report[] }>('/v1/reports', { order: 'latest', limit: recent }, signal),
    staleTime: 60_000,
  });
  const chains = new Map(
    (data?.items ?? []).map(({ source }) => [`${source.chain?.[0] ?? ''} › ${source.outlet}`, source]),
  );
  return (
    <>
      <div className="opts">
        {[...chains].slice(0, most_offered).map(([text, source]) => (
          <button
            key={text}
            type="button"
            className="opt"
            onClick={() => change({ voice: source.chain?.[0] ?? '', outlet: source.outlet })}
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
      <label className="inline">
        <input type="checkbox" checked={form.seen} onChange={({ target }) => change({ seen: target.checked })} />
        {words.say('form.seen')}
      </label>
      <GradeChoice form={form} change={change} />
    </>
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
