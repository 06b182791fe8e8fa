import type { ActorId } from '#situation';
import type { Development } from './source-rows.js';

/** Whose account it is, by the words for a voice in a chain; the first that fits. Read by hand, voice by voice. */
const voices: readonly (readonly [RegExp, ...ActorId[]])[] = [
  [/Talal Silo/, 'p-talal-silo'],
  [/Jihan Sheikh Ahmed/, 'p-jihan-ahmed'],
  [/^SDF/, 'sdf'],
  [/^YPG$/, 'ypg'],
  [/^SOHR/, 'sohr'],
  [/^Kurdish military source/, 'kurdish-military-source'],
  [/^spokesman of the unnamed militia/, 'us-backed-militia-manbij-unnamed'],
  [/^Russia\b/, 'russia'],
  [/^Syrian military source/, 'syrian-army'],
  [/^President Assad/, 'p-assad'],
  [/^President Erdogan/, 'p-erdogan'],
  [/^Prime Minister Yildirim/, 'p-yildirim'],
  [/^Turkish military/, 'turkish-armed-forces'],
  [/^Turkey$/, 'turkey'],
  [/^Pentagon/, 'us-military'],
  [/Matthew Isler/, 'p-isler'],
  [/Dorrian/, 'p-dorrian'],
  [/^US-led coalition/, 'us-led-coalition'],
  [/^Prime Minister Abadi/, 'p-abadi'],
  [/^Iraqi military; Maj Gen Ali Kadhem al-Lami/, 'iraqi-security-forces', 'p-lami'],
  [/^Iraqi 9th Division and Shi'ite paramilitaries/, 'iraqi-army-9th-armored-division', 'shia-paramilitaries'],
  [/^Shi'ite militias/, 'shia-paramilitaries'],
  [/al-Mohammadawi/, 'p-mohammadawi'],
  [/al-Saeedi/, 'p-saeedi'],
  [/al-Lami/, 'p-lami'],
  [/Shaghati/, 'p-shaghati'],
  [/Yarallah/, 'p-yarallah'],
  [/Hammeed Habib/, 'p-habib'],
  [/^Rapid Response/, 'rapid-response'],
  [/Federal Police (colonel|officer)|^wounded officer/, 'federal-police'],
  // "Military officials" of a campaign that the Iraqi forces lead.
  [/^(Iraqi military|military officials)/, 'iraqi-security-forces'],
  // Where it is not clear whether the broadcaster or the outlet says it, it is not taken for the outlet's own account.
  [/^(Iraqi state TV|state TV)/, 'iraqi-state-tv'],
  [/^United Nations/, 'united-nations'],
  [/^(aid organisations|agencies)/, 'aid-organisations'],
  [/^Kathy Bequary/, 'p-bequary'],
  [/families|residents?\b|^freed man/, 'mosul-residents'],
  [/^joint news conference/, 'p-erdogan', 'p-putin'],
];

const actorsOf = (voice: string): readonly ActorId[] => {
  const [, ...actors] = voices.find(([words]) => words.test(voice)) ?? [];
  return actors as readonly ActorId[];
};

/**
 * The actors whose account a development is: the first voice of its chain, and any that confirms it. Who only passes it
 * on, such as a state's own broadcaster, is not among them. Undefined where the outlet speaks and no role says otherwise.
 */
export function speakersIn({ source: { outlet, chain }, actors }: Development): readonly ActorId[] | undefined {
  const [first = outlet, ...others] = chain;
  const speaking = [first, ...others.filter((voice) => /\bconfirms\b/.test(voice))].flatMap(actorsOf);
  if (speaking.length > 0) return [...new Set(speaking)];
  const isToldBySomebody = actors.some(({ role }) => role === 'speaker' || role === 'reported_by');
  return first.startsWith(outlet) && isToldBySomebody ? [] : undefined;
}
