import type { ReactNode } from 'react';

interface OptionsProps {
  readonly options: readonly (readonly [string, ReactNode])[];
  readonly chosen: string | undefined;
  readonly choose: (value: string) => void;
}

/** A row of buttons of which one is pressed. */
export const Options = ({ options, chosen, choose }: OptionsProps) => (
  <div className="opts">
    {options.map(([value, text]) => (
      <button key={value} type="button" className="opt" aria-pressed={value === chosen} onClick={() => choose(value)}>
        {text}
      </button>
    ))}
  </div>
);

interface QuestionProps {
  readonly name: string;
  readonly title: string;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** A question of the form; what is wrong with its answer stands at it. */
export const Question = ({ name, title, problem, children }: QuestionProps) => (
  <fieldset className="q" data-question={name} aria-invalid={problem !== undefined} tabIndex={-1}>
    <legend>{title}</legend>
    {children}
    {problem !== undefined && (
      <p className="problem" role="alert">
        {problem}
      </p>
    )}
  </fieldset>
);
