import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ControlExplanationDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { askedParams } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { ReportCard } from '../reports/report-card.jsx';

export function useExplanation(id: string) {
  const { asked } = useView();
  return useQuery({
    queryKey: ['explanation', id, asked],
    queryFn: ({ signal }) => read<ControlExplanationDto>(`/v1/control/${id}/explanation`, askedParams(asked), signal),
    placeholderData: (before) => (before?.place === id ? keepPreviousData(before) : undefined),
    staleTime: 60_000,
  });
}

/** The rule as one sentence, the reports that the answer rests on, and those that it sets aside. */
export function Why({ id }: { readonly id: string }) {
  const words = useWords();
  const { data } = useExplanation(id);
  if (data === undefined) return null;
  const { rule, because, supports, setAside, notDeciding } = data;
  return (
    <>
      <section className="blk">
        <h3>{words.say('place.why')}</h3>
        <p className="why">{words.sayOf('rule', rule, undefined, because)}</p>
        {supports.map((claim, index) => (
          <ReportCard key={`${claim.report.id} ${index}`} claim={claim} />
        ))}
      </section>
      {setAside.length > 0 && (
        <section className="blk">
          <h3>
            {words.say('place.aside')} <span className="sub">{words.say('place.reports', { n: setAside.length })}</span>
          </h3>
          {setAside.map((claim, index) => (
            <ReportCard
              key={`${claim.report.id} ${index}`}
              claim={claim}
              aside={words.sayOf('aside', claim.reason, undefined, claim.because)}
            />
          ))}
        </section>
      )}
      {notDeciding.length > 0 && (
        <section className="blk">
          <h3>
            {words.say('place.telling')}{' '}
            <span className="sub">{words.say('place.reports', { n: notDeciding.length })}</span>
          </h3>
          {notDeciding.map((claim, index) => (
            <ReportCard key={`${claim.report.id} ${index}`} claim={claim} quiet />
          ))}
        </section>
      )}
    </>
  );
}
