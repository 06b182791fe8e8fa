import { useQuery } from '@tanstack/react-query';
import type { IsolationDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { askedParams } from '../api/situation.js';
import { Icon } from '../marks/icon.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';

/** Ways down, parties across: whether one gets out, and for whom. */
export function WaysOut({ id }: { readonly id: string }) {
  const words = useWords();
  const { asked, parties } = useView();
  const { data } = useQuery({
    queryKey: ['isolation', id, asked],
    queryFn: ({ signal }) => read<IsolationDto>(`/v1/isolation/${id}`, askedParams(asked), signal),
    staleTime: 60_000,
  });
  if (data === undefined || data.exits.length === 0 || data.verdict === 'not_applicable') return null;
  const one = data.verdicts[0];
  const who = one === undefined ? '' : parties.nameOf(one.for);
  return (
    <section className="blk">
      <h3>
        {words.say('place.ways')}{' '}
        <span className="sub">{words.sayOf('place', `ways-verdict-${data.verdict}`, { who })}</span>
      </h3>
      <table className="ways">
        <thead>
          <tr>
            <th scope="col" className="vh">
              {words.say('place.way')}
            </th>
            {data.verdicts.map((verdict) => (
              <th key={verdict.for} scope="col">
                {parties.nameOf(verdict.for)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.exits.map(({ route }) => (
            <WayRow key={route.id} route={route} verdicts={data.verdicts} />
          ))}
        </tbody>
      </table>
      {data.exitsComplete === null && <p className="sub">{words.say('place.ways-complete')}</p>}
      {data.claims.map(({ report, summary }) => (
        <p key={report.id} className="why" dir="auto">
          {words.say('place.claims')}: {summary}
        </p>
      ))}
    </section>
  );
}

function WayRow({ route, verdicts }: Pick<IsolationDto, 'verdicts'> & { route: { id: string; name: string } }) {
  const words = useWords();
  const placeName = usePlaceName();
  const exits = verdicts.map((verdict) => verdict.exits.find(({ place }) => place.id === route.id));
  const told = exits.find((exit) => exit !== undefined && exit.remains !== null) ?? exits[0];
  return (
    <tr>
      <td>
        <b>{placeName(route)}</b>
        <small dir="auto">{told !== undefined && words.sayOf('exit', told.reason, undefined, told.because)}</small>
      </td>
      {exits.map((exit, index) => {
        const state = exit?.remains === true ? 'remains' : exit?.remains === false ? 'closed' : 'unknown';
        return (
          <td key={verdicts[index]?.for} className="v">
            <Icon name={state} size={17} />
            <small>{words.say(`place.way-${state}`)}</small>
          </td>
        );
      })}
    </tr>
  );
}
