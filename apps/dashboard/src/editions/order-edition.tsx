import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { EditionOrderDto, OrderedEditionDto } from 'sitrep-api';
import { problemsOf, send } from '../api/ask.js';
import '../report-form/form.css';
import { useWords } from '../words/words.jsx';
import { LeaveOut, type Wanted } from './leave-out.jsx';
import { LeftOut } from './left-out.jsx';
import { nameFor } from './edition-words.js';

const nothing: Wanted = { until: '', sources: [], sides: [], reliability: '' };

/** The order that the answers make. */
function orderOf({ until, sources, sides, reliability }: Wanted, taken: readonly string[]): EditionOrderDto {
  const left = [...sources, ...sides, ...(reliability === '' ? [] : [`below ${reliability}`])];
  const without = {
    ...(sources.length === 0 ? {} : { sources: [...sources] }),
    ...(sides.length === 0 ? {} : { sides: [...sides] }),
    ...(reliability === '' ? {} : { gradesBelow: { reliability: reliability as 'B' } }),
  };
  const parts = [...(until === '' ? [] : [`until-${until}`]), ...(left.length === 0 ? [] : ['without', ...left])];
  const definition = {
    ...(until === '' ? {} : { until: { knownAt: until } }),
    ...(left.length === 0 ? {} : { without }),
  };
  return { name: nameFor(parts.length === 0 ? ['as-ordered'] : parts, taken), definition };
}

/** What if some had said nothing, or nothing had been known after a day: orders the edition that answers it. */
export function OrderEdition({ taken }: { readonly taken: readonly string[] }) {
  const words = useWords();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(nothing);
  const [ordered, setOrdered] = useState<OrderedEditionDto>();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const change = (part: Partial<Wanted>): void => setWanted((before) => ({ ...before, ...part }));
  const order = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblems([]);
    try {
      setOrdered(await send<OrderedEditionDto>('/v1/editions', orderOf(wanted, taken)));
      setWanted(nothing);
      await client.invalidateQueries({ queryKey: ['editions'] });
    } catch (error) {
      setProblems(problemsOf(error).map(({ detail }) => detail));
    }
  };
  return (
    <form className="form order" onSubmit={(event) => void order(event)}>
      <h3>{words.say('editions.order')}</h3>
      <p className="sub">{words.say('editions.order-lead')}</p>
      <LeaveOut wanted={wanted} change={change} />
      <label className="inline">
        {words.say('editions.order-until')}
        <input type="date" value={wanted.until} onChange={({ target }) => change({ until: target.value })} />
      </label>
      {problems.map((problem) => (
        <p key={problem} className="problem" role="alert">
          {problem}
        </p>
      ))}
      <button type="submit" className="chip solid">
        {words.say('editions.order-now')}
      </button>
      {ordered !== undefined && <LeftOut ordered={ordered} />}
    </form>
  );
}
