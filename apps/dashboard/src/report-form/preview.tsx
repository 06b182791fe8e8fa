import type { AxisDto, HoldingDto, PreviewDto } from 'sitrep-api';
import { Changed } from '../differences/changed.jsx';
import { wordsOfAxis } from '../map/passage.js';
import { formOf, shapeOf } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { CountEffect } from './count-effect.jsx';
import { lacksDay, lacksHolder } from './missing.js';
import type { ReportForm } from './use-report-form.js';

interface PreviewProps {
  readonly report: ReportForm;
  readonly isCorrection?: boolean;
}

/** What it will change: in a report that stands, in the answers, in the counts; and the reports that are alike. */
export function Preview({ report: { form, asks, preview, sentence }, isCorrection = false }: PreviewProps) {
  const words = useWords();
  const summary = form.summary.trim();
  return (
    <section className="preview" aria-live="polite">
      <p className="says" dir="auto">
        {sentence}
      </p>
      {summary !== '' && summary !== sentence && (
        <p className="sub" dir="auto">
          {words.say('form.summary-own', { summary })}
        </p>
      )}
      {isCorrection && preview !== undefined && (
        <>
          <h3>{words.say('form.changed')}</h3>
          {preview.changed.length === 0 ? (
            <p>{words.say('form.nothing-changed')}</p>
          ) : (
            <Changed changed={preview.changed} />
          )}
        </>
      )}
      <h3>{words.say('form.effect')}</h3>
      {preview === undefined && <p className="sub">{words.say('form.effect-wait')}</p>}
      <WithoutEffect form={form} asks={asks} />
      {preview !== undefined && <Effects preview={preview} />}
      {(preview?.likelyDuplicates.length ?? 0) > 0 && <Likely preview={preview} />}
    </section>
  );
}

/** Why the answers claim nothing of who holds the place, where somebody may think that they do. */
function WithoutEffect({ form, asks }: Pick<ReportForm, 'form' | 'asks'>) {
  const words = useWords();
  const { situation } = useView();
  const { place = '' } = form;
  if (place === '') return null;
  if (lacksDay(form, asks)) return <p>{words.say('form.effect-no-day')}</p>;
  if (!lacksHolder(form, asks)) return null;
  return <p>{words.say('form.effect-no-holder', { place: situation?.placeOf.get(place)?.name ?? place })}</p>;
}

function Effects({ preview }: { readonly preview: PreviewDto }) {
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
      {counts.length > 0 && <h3>{words.say('form.effect-counts')}</h3>}
      {counts.map((count) => (
        <CountEffect key={[count.place, count.measure, count.group, count.unit].join(' ')} count={count} />
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

function Likely({ preview }: { readonly preview: PreviewDto | undefined }) {
  const words = useWords();
  return (
    <>
      <h3>{words.say('form.likely')}</h3>
      <p className="sub">{words.say('form.likely-hint')}</p>
      <ul>
        {preview?.likelyDuplicates.slice(0, 3).map(({ report: { report, summary } }) => (
          <li key={report.id}>
            <Link path={`/reports/${report.id}`} dir="auto">
              <Said text={summary} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
