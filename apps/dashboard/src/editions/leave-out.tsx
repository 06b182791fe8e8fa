import { Options } from '../report-form/options.jsx';
import { Picker } from '../report-form/picker.jsx';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';

/** What an edition is wanted for. */
export interface Wanted {
  readonly until: string;
  readonly sources: readonly string[];
  readonly sides: readonly string[];
  readonly reliability: string;
}

const reliabilities = ['', 'B', 'C', 'D'] as const;

interface LeaveOutProps {
  readonly wanted: Wanted;
  readonly change: (part: Partial<Wanted>) => void;
}

/** Sources under all their names, sides, and what is graded worse. */
export function LeaveOut({ wanted: { sources, sides, reliability }, change }: LeaveOutProps) {
  const words = useWords();
  const { parties } = useView();
  const turn = (list: readonly string[], one: string): readonly string[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <>
      <Sources sources={sources} choose={(chosen) => change({ sources: chosen })} />
      <p className="sub-title">{words.say('editions.leave-sides')}</p>
      <div className="opts">
        {parties.coloured.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="opt"
            aria-pressed={sides.includes(id)}
            onClick={() => change({ sides: turn(sides, id) })}
          >
            {name}
          </button>
        ))}
      </div>
      <p className="sub-title">{words.say('editions.leave-grades')}</p>
      <Options
        options={reliabilities.map((one) => [
          one,
          one === '' ? words.say('editions.no-grade') : words.say('editions.below', { grade: one }),
        ])}
        chosen={reliability}
        choose={(one) => change({ reliability: one })}
      />
    </>
  );
}

interface SourcesProps {
  readonly sources: readonly string[];
  readonly choose: (sources: readonly string[]) => void;
}

/** Registered ones by their id, others as they are printed. */
function Sources({ sources, choose }: SourcesProps) {
  const words = useWords();
  const { parties } = useView();
  return (
    <>
      <p className="sub-title">{words.say('editions.leave-sources')}</p>
      <div className="opts">
        {sources.map((source) => (
          <button
            key={source}
            type="button"
            className="opt"
            aria-pressed="true"
            onClick={() => choose(sources.filter((one) => one !== source))}
          >
            {parties.nameOf(source)}
          </button>
        ))}
      </div>
      <Picker
        path="/v1/actors"
        label={words.say('editions.search-source')}
        first={[]}
        choose={({ id }) => choose([...new Set([...sources, id])])}
        otherwise={(text) =>
          text !== '' && (
            <button type="button" className="more" onClick={() => choose([...new Set([...sources, text])])}>
              {words.say('editions.as-printed', { name: text })}
            </button>
          )
        }
      />
    </>
  );
}
