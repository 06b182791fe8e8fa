import { type Answer, formOf, shapeOf } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { SidesDiffer } from '../place/claims.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { ask, go } from '../url/address.js';

interface ChangeRowProps {
  readonly place: { readonly id: string; readonly name: string };
  readonly before: Answer;
  readonly after: Answer;
  readonly text: string;
  readonly reports: readonly { readonly id: string; readonly externalId: string | null }[];
}

/** Mark, arrow, mark, name, words, report numbers; one mark alone where only the state of the place is another. */
export function ChangeRow({ place, before, after, text, reports }: ChangeRowProps) {
  const { situation, parties, question, path } = useView();
  const placeName = usePlaceName();
  const shape = shapeOf(situation?.placeOf.get(place.id)?.kind);
  const [was, is] = [formOf(before, parties), formOf(after, parties)];
  const isSame = JSON.stringify(was) === JSON.stringify(is);
  const first = reports[0];
  const more = reports.length > 1 ? ` +${reports.length - 1}` : '';
  return (
    <button
      type="button"
      className="chg"
      aria-current={question.place === place.id || undefined}
      onClick={() => (path === '/' ? ask({ place: place.id }) : go('/', { place: place.id }))}
    >
      <span className="mv">
        {!isSame && (
          <>
            <MarkIcon shape={shape} form={was} size={19} />
            <Icon name="arrow" size={13} />
          </>
        )}
        <MarkIcon shape={shape} form={is} size={19} />
      </span>
      <span>
        <b>
          <bdi>{placeName(place)}</bdi>
        </b>
        <small>{text}</small>
        <SidesDiffer id={place.id} />
      </span>
      <span className="ref">{first === undefined ? '' : (first.externalId ?? first.id.slice(0, 6)) + more}</span>
    </button>
  );
}
