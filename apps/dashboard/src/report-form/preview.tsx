import { useQuery } from '@tanstack/react-query';
import type { AxisDto, DraftDto, HoldingDto, PreviewDto } from 'sitrep-api';
import { send } from '../api/ask.js';
import { wordsOfAxis } from '../map/passage.js';
import { formOf, shapeOf } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';

/** What the report would do, before anything is stored; undefined while too little is answered. */
export function usePreview(draft: DraftDto, ready: boolean) {
  const { reportedAt: _now, ...content } = draft;
  return useQuery({
    queryKey: ['preview', content],
    queryFn: () => send<PreviewDto>('/v1/reports', draft, { dryRun: true }),
    enabled: ready,
    placeholderData: (before) => before,
    retry: false,
  });
}

/** What it will change: before and after; and the reports that are alike. */
export function Preview({
  preview,
  sentence,
}: {
  readonly preview: PreviewDto | undefined;
  readonly sentence: string;
}) {
  const words = useWords();
  const changes = preview?.effect.filter((effect) => effect.changes) ?? [];
  return (
    <section className="preview" aria-live="polite">
      <p className="says" dir="auto">
        {sentence}
      </p>
      <h3>{words.say('form.effect')}</h3>
      {preview === undefined && <p className="sub">{words.say('form.effect-wait')}</p>}
      {preview?.problems.map(({ pointer = '', detail }) => (
        <p key={pointer + detail} className="sub">
          {words.say('form.effect-not-yet', { what: detail })}
        </p>
      ))}
      {preview !== undefined && preview.problems.length + changes.length === 0 && (
        <p>{words.say('form.effect-none')}</p>
      )}
      {changes.map((effect) => (
        <EffectLine key={`${effect.place.id} ${effect.on}`} effect={effect} />
      ))}
      {(preview?.likelyDuplicates.length ?? 0) > 0 && <Likely preview={preview} />}
    </section>
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
