import type { AxisDto, HoldingDto, PreviewDto } from 'sitrep-api';
import { wordsOfAxis } from '../map/passage.js';
import { formOf, shapeOf } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { fullDay } from '../words/days.js';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { CountEffect } from './count-effect.jsx';
import type { DayAround } from './use-days-around.js';

interface EffectsProps {
  readonly preview: PreviewDto;
  readonly around: readonly DayAround[];
}

/** What a report would do to answers and counts, and what keeps it from being taken. */
export function Effects({ preview, around }: EffectsProps) {
  const words = useWords();
  const { problems, effect, counts } = preview;
  const changes = effect.filter((one) => one.changes);
  return (
    <>
      {problems.map(({ pointer = '', detail }) => (
        <p key={pointer + detail} className="sub">
          {words.say('form.effect-not-yet', { what: detail })}
        </p>
      ))}
      {problems.length + changes.length === 0 && <p>{words.say('form.effect-none')}</p>}
      {changes.map((one) => (
        <EffectLine key={`${one.place.id} ${one.on}`} effect={one} />
      ))}
      {changes.length > 0 && around.map((one) => <OtherDay key={one.day} around={one} />)}
      {counts.length > 0 && <h3>{words.say('form.effect-counts')}</h3>}
      {counts.map((count) => (
        <CountEffect key={[count.place, count.measure, count.group, count.unit].join(' ')} count={count} />
      ))}
    </>
  );
}

/** What becomes of the answers of another day: the day before, or today. */
function OtherDay({ around: { day, is, effect } }: { readonly around: DayAround }) {
  const words = useWords();
  const changes = effect.filter((one) => one.changes);
  const gaps = { day: fullDay(day, words.language) };
  if (changes.length === 0) return <p className="sub">{words.say(`form.effect-${is}-same`, gaps)}</p>;
  return (
    <>
      <p className="sub-title">{words.say(`form.effect-${is}`, gaps)}</p>
      {changes.map((one) => (
        <EffectLine key={`${one.place.id} ${one.on}`} effect={one} />
      ))}
    </>
  );
}

function EffectLine({ effect }: { readonly effect: PreviewDto['effect'][number] }) {
  const words = useWords();
  const { parties } = useView();
  const placeName = usePlaceName();
  const { place, on, before, after } = effect;
  const text = (one: HoldingDto | AxisDto): string =>
    on === 'control' ? verdictOf(one as HoldingDto, parties, words) : one === null ? '' : axisText(one as AxisDto);
  const axisText = (axis: AxisDto): string =>
    axis.state === 'unknown' ? words.say('verdict.unknown') : wordsOfAxis(axis, parties, words);
  const shape = shapeOf(place.kind);
  return (
    <p className="eff">
      {on === 'control' && (
        <>
          <MarkIcon shape={shape} form={formOf(before as HoldingDto, parties)} size={20} />
          <Icon name="arrow" />
          <MarkIcon shape={shape} form={formOf(after as HoldingDto, parties)} size={20} />
        </>
      )}
      <span>
        {words.say('form.effect-change', {
          place: placeName(place),
          before: text(before),
          after: lowered(text(after)),
        })}
      </span>
    </p>
  );
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
