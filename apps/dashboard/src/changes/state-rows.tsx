import type { ConditionChangeDto } from 'sitrep-api';
import { SomeFirst } from '../shell/some-first.jsx';
import { useView } from '../shell/view.jsx';
import { ChangeRow } from './change-row.jsx';
import { type AskedWords, conditionText } from './change-words.js';

interface StateRowsProps {
  readonly states: readonly ConditionChangeDto[];
  readonly gaps: AskedWords;
}

/** Things whose state became another: each with the mark of who holds it, which stayed. */
export function StateRows({ states, gaps }: StateRowsProps) {
  const { situation } = useView();
  const shown = states.flatMap((change) => {
    const answer = situation?.control.get(change.place.id);
    return answer === undefined ? [] : [{ change, answer }];
  });
  return (
    <SomeFirst
      items={shown}
      row={({ change, answer }) => (
        <ChangeRow
          key={`${change.place.id} ${change.axis}`}
          place={change.place}
          before={answer}
          after={answer}
          text={conditionText(change, gaps)}
          reports={change.reports}
        />
      )}
    />
  );
}
