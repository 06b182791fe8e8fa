interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly choose: (value: string | undefined) => void;
}

/** One of several values, or all of them. */
export const Choice = ({ label, all, value, options, choose }: ChoiceProps) => (
  <select aria-label={label} value={value ?? ''} onChange={({ target }) => choose(target.value || undefined)}>
    <option value="">{all}</option>
    {options.map(([id, name]) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </select>
);
