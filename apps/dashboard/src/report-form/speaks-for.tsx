import type { PreviewDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { Picker } from './picker.jsx';
import type { Answering } from './questions.jsx';

/** Whose account it is: who the registry knows the voice as, or the side that the desk says it speaks for. */
export function SpeaksFor({ form, change, preview }: Answering & { readonly preview: PreviewDto | undefined }) {
  const words = useWords();
  const { parties } = useView();
  const voice = form.voice.trim();
  if (voice === '') return null;
  const known = preview?.voices.find((one) => one.voice === voice)?.actor ?? undefined;
  const chosen = form.speaksFor;
  const offered = [...new Set([...(chosen ?? []), ...parties.coloured.map(({ id }) => id)])];
  return (
    <div className="actors" role="group" aria-label={words.say('form.speaks-for', { voice })}>
      <p className="sub-title">
        {known === undefined
          ? words.say('form.speaks-for', { voice })
          : words.say('form.recognised', { voice, actor: parties.nameOf(known) })}
      </p>
      <div className="opts">
        {offered.map((id) => (
          <button
            key={id}
            type="button"
            className="opt"
            aria-pressed={chosen?.includes(id) ?? false}
            onClick={() =>
              change({
                speaksFor: chosen?.includes(id) ? undefined : [...(chosen ?? []).filter((one) => one !== id), id],
              })
            }
          >
            {parties.nameOf(id)}
          </button>
        ))}
        <button
          type="button"
          className="opt"
          aria-pressed={chosen?.length === 0}
          onClick={() => change({ speaksFor: chosen?.length === 0 ? undefined : [] })}
        >
          {words.say('form.speaks-for-nobody')}
        </button>
      </div>
      <Picker
        path="/v1/actors"
        label={words.say('form.search-actor')}
        first={[]}
        choose={({ id }) => change({ speaksFor: [...new Set([...(chosen ?? []), id])] })}
      />
    </div>
  );
}
