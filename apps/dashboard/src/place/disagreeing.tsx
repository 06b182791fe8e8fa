import { useQuery } from '@tanstack/react-query';
import type { ContradictionDto } from 'sitrep-api';
import { readAll } from '../api/ask.js';
import { knownParams } from '../api/situation.js';
import { Pair } from '../contradictions/pair.jsx';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';

const most_pairs = 3;

/** The pairs of reports about a place that do not agree. */
export function Disagreeing({ id }: { readonly id: string }) {
  const words = useWords();
  const { asked } = useView();
  const { data } = useQuery({
    queryKey: ['contradictions', id, knownParams(asked)],
    queryFn: async ({ signal }) => {
      const params = { place: id, ...knownParams(asked), state: 'open' };
      return (await readAll<ContradictionDto>('/v1/contradictions', params, signal)).items;
    },
    staleTime: 60_000,
  });
  if (data === undefined || data.length === 0) return null;
  return (
    <section className="blk">
      <h3>
        {words.say('place.disagree')} <span className="sub">{words.say('place.pairs', { n: data.length })}</span>
      </h3>
      {data.slice(0, most_pairs).map((pair, index) => (
        <Pair key={index} pair={pair} />
      ))}
    </section>
  );
}
