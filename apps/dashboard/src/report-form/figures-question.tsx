import { countedOf, groupName } from '../counts/group-name.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { Asks } from './asks.js';
import type { Extent, FigureAnswer } from './form-state.js';
import { Options } from './options.jsx';
import { Picker } from './picker.jsx';
import type { Answering } from './questions.jsx';

const measures = ['killed', 'wounded', 'released', 'detained', 'captured', 'missing', 'displaced', 'deployed'];
const rarer = ['returned', 'strength', 'population', 'shells', 'strikes'];
/** Groups that are no side; civilians are an actor where somebody registered them. */
const groups = ['civilians', 'military', 'mixed'];
const extents: readonly Extent[] = ['exact', 'range', 'above', 'about', 'unsaid'];
const extentNames = {
  exact: 'form.exact',
  range: 'form.range',
  above: 'form.above',
  about: 'form.about',
  unsaid: 'form.not-said',
} as const;

/** A number that nobody has given yet. */
const noNumber = (measure: string, basis: string): FigureAnswer => ({
  measure,
  group: undefined,
  extent: 'exact',
  low: '',
  high: '',
  basis,
  since: '',
});

/** How many, as wide as it is known; several numbers where several are said. */
export function FiguresQuestion({ form, change, asks }: Answering & { readonly asks: Asks }) {
  const words = useWords();
  const { figures } = form;
  const offered = measures.concat(asks.counts ? rarer : []);
  const put = (at: number, part: Partial<FigureAnswer>): void =>
    change({ figures: figures.map((figure, index) => (index === at ? { ...figure, ...part } : figure)) });
  return (
    <>
      {figures.map((figure, at) => (
        <OneFigure
          key={at}
          figure={figure}
          bases={asks.bases}
          put={(part) => put(at, part)}
          remove={() => change({ figures: figures.filter((_one, index) => index !== at) })}
        />
      ))}
      {figures.length > 0 && <p className="sub-title">{words.say('form.another-number')}</p>}
      <Options
        options={offered.map((measure) => [measure, words.sayOf('measure', measure)])}
        chosen={undefined}
        choose={(measure) => change({ figures: [...figures, noNumber(measure, asks.bases[0] ?? 'incremental')] })}
      />
    </>
  );
}

interface OneFigureProps {
  readonly figure: FigureAnswer;
  readonly bases: readonly string[];
  readonly put: (part: Partial<FigureAnswer>) => void;
  readonly remove: () => void;
}

/** What is counted, of whom, how many, and in which time. */
function OneFigure({ figure, bases, put, remove }: OneFigureProps) {
  const words = useWords();
  const { parties } = useView();
  const { measure, group, extent } = figure;
  const name = (id: string): string => groupName(id, words, (actor) => parties.nameOf(actor));
  return (
    <div className="figure" role="group" aria-label={words.sayOf('measure', measure)}>
      <p className="fld">
        <b>{countedOf(figure, words, (actor) => parties.nameOf(actor))}</b>
        <button type="button" className="more" onClick={remove}>
          {words.say('form.remove')}
        </button>
      </p>
      <Picker
        path="/v1/actors"
        label={words.say('form.search-group')}
        first={groups
          .filter((id) => id !== 'civilians' || parties.isRegistered(id))
          .map((id) => ({ id, name: name(id) }))
          .concat(parties.coloured)
          .filter(({ id }) => id !== group)}
        choose={({ id }) => put({ group: id })}
      />
      <Options
        options={extents.map((one) => [one, words.say(extentNames[one])])}
        chosen={extent}
        choose={(one) => put({ extent: one as Extent })}
      />
      {extent !== 'unsaid' && (
        <div className="two">
          <NumberField
            label={words.say(extent === 'range' ? 'form.low' : 'form.number')}
            value={figure.low}
            set={(low) => put({ low })}
          />
          {extent === 'range' && (
            <NumberField label={words.say('form.high')} value={figure.high} set={(high) => put({ high })} />
          )}
        </div>
      )}
      <Basis figure={figure} bases={bases} put={put} />
    </div>
  );
}

/** Whether it counts this one event, is a running total, or tells how things stand. */
function Basis({ figure: { basis, since }, bases, put }: Omit<OneFigureProps, 'remove'>) {
  const words = useWords();
  if (bases.length < 2) return null;
  return (
    <>
      <Options
        options={bases.map((one) => [one, words.sayOf('basis', one)])}
        chosen={basis}
        choose={(one) => put({ basis: one })}
      />
      {basis === 'cumulative' && (
        <label className="inline">
          {words.say('form.total-since')}
          <input type="date" value={since} onChange={({ target }) => put({ since: target.value })} />
        </label>
      )}
    </>
  );
}

const NumberField = ({ label, value, set }: { label: string; value: string; set: (value: string) => void }) => (
  <label>
    {label}
    <input type="number" min={0} inputMode="numeric" value={value} onChange={({ target }) => set(target.value)} />
  </label>
);
