import { withoutDirectionMarks } from '#situation';

/**
 * Letters by the direction in which they run, whatever their script: Unicode keeps blocks for those from right to left
 * (DerivedBidiClass.txt), and every letter outside of these runs from left to right.
 */
const blocks = '\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFF\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}';
const right_to_left = new RegExp(`(?=\\p{L})[${blocks}]`, 'u');
const left_to_right = new RegExp(`(?=\\p{L})[^${blocks}]`, 'u');

/** First strong isolate and its end (Unicode UAX #9): what stands between keeps its own order, and moves nothing around it. */
const [isolate, end] = ['\u2068', '\u2069'];
const isolated = new RegExp(`${isolate}([^${isolate}${end}]*)${end}`, 'gu');

/**
 * Returns what fills a gap of a message, with single blanks and without marks that turn the direction of reading; text that
 * runs against the message is isolated. Isolates that this function made before stay.
 */
export function isolatedGap<Gap extends string | number>(gap: Gap, isRightToLeft: boolean): Gap | string {
  if (typeof gap !== 'string') return gap;
  const kept: string[] = [];
  const marked = gap.replace(isolated, (_whole, inside: string) => `\u0000${kept.push(inside) - 1}\u0000`);
  const plain = withoutDirectionMarks(marked).replace(/[^\S\n]{2,}/gu, ' ');
  const foreign = isRightToLeft ? left_to_right : right_to_left;
  const text = plain.replace(
    /\u0000(\d+)\u0000/gu,
    (_whole, index: string) => `${isolate}${withoutDirectionMarks(kept[Number(index)] ?? '')}${end}`,
  );
  return foreign.test(plain) ? `${isolate}${text}${end}` : text;
}
