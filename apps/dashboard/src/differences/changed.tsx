import type { DifferenceDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import './differences.css';
import { differenceWords } from './difference-words.js';

/** What a correction changed, member by member: what was, struck through, and what is. */
export function Changed({ changed }: { readonly changed: readonly DifferenceDto[] }) {
  const words = useWords();
  const { parties, situation, desk } = useView();
  const naming = {
    words,
    zone: desk.zone,
    place: (id: string): string => situation?.placeOf.get(id)?.name ?? id,
    actor: (id: string): string => parties.nameOf(id),
  };
  if (changed.length === 0) return null;
  return (
    <ul className="changed">
      {changed.map((difference, index) => {
        const { what, before, after, isTyped } = differenceWords(difference, naming);
        return (
          <li key={index}>
            <span className="what">{words.say('difference.what', { what })}</span>{' '}
            {before === undefined ? (
              <span className="nothing">{words.say('difference.nothing')}</span>
            ) : (
              <del dir="auto">{isTyped ? <Said text={before} /> : before}</del>
            )}{' '}
            <span aria-hidden="true" className="turn">
              {words.direction === 'rtl' ? '←' : '→'}
            </span>{' '}
            {after === undefined ? (
              <span className="nothing">{words.say('difference.nothing')}</span>
            ) : (
              <ins dir="auto">{isTyped ? <Said text={after} /> : after}</ins>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Why somebody changed something, as they wrote it, and what they changed. */
export function ReasonAndChanges({ reason, changed }: ReasonAndChangesProps) {
  return (
    <div>
      {reason !== null && (
        <p dir="auto">
          <Said text={reason} />
        </p>
      )}
      <Changed changed={changed} />
    </div>
  );
}

interface ReasonAndChangesProps {
  readonly reason: string | null;
  readonly changed: readonly DifferenceDto[];
}
