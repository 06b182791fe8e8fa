import { type ReactNode, useState } from 'react';
import type { ImportProposalDto } from 'sitrep-api';
import { useTypes } from '../report-form/use-report-form.js';
import { useWords } from '../words/words.jsx';
import {
  column_fields,
  type ColumnField,
  columnOf,
  dateFormat,
  fixedType,
  isStillOpen,
  isWrittenOut,
  type Mapping,
  outletOf,
  parsedMapping,
  required_fields,
  typeWords,
  withColumn,
  withDateFormat,
  withFixedType,
  withOutlet,
  withTypeWord,
  withZone,
  zoneOf,
} from './mapping.js';

interface EditorProps {
  readonly columns: ImportProposalDto['columns'];
  readonly mapping: Mapping;
  readonly change: (mapping: Mapping) => void;
}

/** Which column fills which field of a report; the whole mapping as text below, for what has no field here. */
export function MappingEditor(props: EditorProps) {
  const words = useWords();
  const { mapping, change } = props;
  return (
    <section className="mapping" aria-label={words.say('import.mapping')}>
      <h3>{words.say('import.mapping')}</h3>
      <p className="sub">{words.say('import.mapping-hint')}</p>
      <div className="fields">
        <TextField
          label={words.say('import.field-outlet')}
          value={outletOf(mapping)}
          isOpen={isStillOpen(mapping, 'outlet')}
          set={(outlet) => change(withOutlet(mapping, outlet))}
        />
        <Zone {...props} />
        {column_fields.map((field) => (
          <ColumnChoice key={field} {...props} field={field} />
        ))}
      </div>
      <TypeWords {...props} />
      <AsText {...props} />
    </section>
  );
}

/** The cells beside the choice show whether it is the right one. */
function ColumnChoice({ columns, mapping, change, field }: EditorProps & { readonly field: ColumnField }) {
  const words = useWords();
  const column = columnOf(mapping, field);
  const samples = columns.find(({ name }) => name === column)?.samples ?? [];
  return (
    <Labelled label={words.sayOf('import', `field-${field}`)} isOpen={isStillOpen(mapping, field)}>
      <select
        aria-label={words.sayOf('import', `field-${field}`)}
        value={column}
        onChange={({ target }) => change(withColumn(mapping, field, target.value))}
      >
        <option value="">{words.say(withoutColumn(mapping, field))}</option>
        {columns.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      {samples.length > 0 && (
        <small className="samples">
          <bdi>{samples.map((sample) => sample.slice(0, 40)).join(' · ')}</bdi>
        </small>
      )}
      {field === 'type' && column === '' && <FixedType mapping={mapping} change={change} />}
      {(field === 'occurred' || field === 'reportedAt') && column !== '' && (
        <input
          aria-label={words.say('import.date-format')}
          placeholder={words.say('import.date-format')}
          value={dateFormat(mapping, field)}
          onChange={({ target }) => change(withDateFormat(mapping, field, target.value.trim()))}
        />
      )}
    </Labelled>
  );
}

/** What a choice says while no column is chosen. */
function withoutColumn(
  mapping: Mapping,
  field: ColumnField,
): 'import.written-out' | 'import.which' | 'import.no-column' {
  if (isWrittenOut(mapping, field)) return 'import.written-out';
  return required_fields.includes(field) && field !== 'type' ? 'import.which' : 'import.no-column';
}

function FixedType({ mapping, change }: Omit<EditorProps, 'columns'>) {
  const words = useWords();
  return (
    <TypeSelect
      label={words.say('import.all-rows')}
      value={fixedType(mapping)}
      set={(type) => change(withFixedType(mapping, type))}
    />
  );
}

interface TypeSelectProps {
  readonly label: string;
  readonly value: string;
  readonly set: (type: string) => void;
}

function TypeSelect({ label, value, set }: TypeSelectProps) {
  const words = useWords();
  const types = useTypes() ?? [];
  return (
    <select aria-label={label} value={value} onChange={({ target }) => set(target.value)}>
      {!types.some(({ type }) => type === value) && (
        <option value={value}>{value || words.say('import.which-type')}</option>
      )}
      {types.map(({ type, label: name }) => (
        <option key={type} value={type}>
          {words.sayOf('type', type, undefined, name)}
        </option>
      ))}
    </select>
  );
}

/** What each word of the type column stands for; words of later rows that are not here are refused, and listed. */
function TypeWords({ columns, mapping, change }: EditorProps) {
  const words = useWords();
  const column = columnOf(mapping, 'type');
  const given = typeWords(mapping);
  const found = columns.find(({ name }) => name === column)?.words ?? [];
  const all = [...new Set([...found, ...Object.keys(given)])];
  const open = all.filter((word) => given[word] === undefined);
  if (column === '' || all.length === 0) return null;
  return (
    <fieldset className="words">
      <legend>{words.say('import.words-of', { column })}</legend>
      {open.length > 0 && <p className="sub">{words.say('import.words-open', { what: words.list(open) })}</p>}
      {all.map((word) => (
        <Labelled key={word} label={word} isOpen={given[word] === undefined}>
          <TypeSelect
            label={word}
            value={given[word] ?? ''}
            set={(type) => change(withTypeWord(mapping, word, type))}
          />
        </Labelled>
      ))}
    </fieldset>
  );
}

const zones = Intl.supportedValuesOf('timeZone');

function Zone({ mapping, change }: EditorProps) {
  const words = useWords();
  const zone = zoneOf(mapping);
  return (
    <Labelled label={words.say('import.zone')} isOpen={false}>
      <select
        aria-label={words.say('import.zone')}
        value={zone}
        onChange={({ target }) => change(withZone(mapping, target.value))}
      >
        {[...new Set(['UTC', zone, ...zones])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </Labelled>
  );
}

/** The mapping as it is sent. What is typed counts once it is JSON. */
function AsText({ mapping, change }: EditorProps) {
  const words = useWords();
  const [typed, setTyped] = useState<string>();
  return (
    <details>
      <summary className="more">{words.say('import.as-text')}</summary>
      <textarea
        aria-label={words.say('import.as-text')}
        rows={16}
        dir="ltr"
        spellCheck={false}
        value={typed ?? JSON.stringify(mapping, null, 2)}
        onChange={({ target }) => {
          const parsed = parsedMapping(target.value);
          setTyped(parsed === undefined ? target.value : undefined);
          if (parsed !== undefined) change(parsed);
        }}
      />
      {typed !== undefined && <p className="problem">{words.say('import.no-json')}</p>}
    </details>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isOpen: boolean;
  readonly set: (value: string) => void;
}

const TextField = ({ label, value, isOpen, set }: TextFieldProps) => (
  <Labelled label={label} isOpen={isOpen}>
    <input aria-label={label} value={value} onChange={({ target }) => set(target.value)} />
  </Labelled>
);

const Labelled = ({ label, isOpen, children }: { label: string; isOpen: boolean; children: ReactNode }) => (
  <div className="field" data-open={isOpen}>
    <span dir="auto">{label}</span>
    {children}
  </div>
);
