import { formOf, shapeOf } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import type { Place } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { isDisputed, useClaims, voiceName } from './use-claims.js';

/** What each side claims of the place by its own reports alone, side by side; nothing where that is not asked for. */
export function ClaimsOfPlace({ place }: { readonly place: Place }) {
  const words = useWords();
  const { parties } = useView();
  const all = useClaims();
  if (all === undefined) return null;
  const claims = all.get(place.id);
  const standing =
    claims === undefined
      ? 'claims.none'
      : isDisputed(claims)
        ? 'claims.differ'
        : claims.agree === null
          ? 'claims.one'
          : 'claims.agree';
  return (
    <section className="blk claims">
      <h3>
        {words.say('claims.title')} <span className="sub">{words.say(standing)}</span>
      </h3>
      {claims?.sides.map(({ side, ...holding }) => (
        <p key={`${side.kind} ${side.name}`} className="claim">
          <MarkIcon shape={shapeOf(place.kind)} form={formOf(holding, parties)} size={20} />
          <span>
            {words.say('claims.side', { side: voiceName(side, parties), answer: verdictOf(holding, parties, words) })}
          </span>
        </p>
      ))}
    </section>
  );
}

/** The sign of a place of which the sides say different things. */
export function SidesDiffer({ id }: { readonly id: string }) {
  const words = useWords();
  const claims = useClaims();
  if (!isDisputed(claims?.get(id))) return null;
  return (
    <small className="sides-differ">
      <Icon name="differ" size={12} /> {words.say('claims.differ')}
    </small>
  );
}
