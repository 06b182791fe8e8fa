const fonts = {
  name: '600 13px "Source Sans 3", "Noto Sans Arabic", sans-serif',
  brief: '400 11.5px "Source Sans 3", "Noto Sans Arabic", sans-serif',
} as const;

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();
const most_kept = 20_000;

/** How wide a line of a label is on the screen, in pixels. Once measured it is known. */
export function textWidth(text: string, font: keyof typeof fonts): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = fonts[font];
  const width = Math.ceil(context.measureText(text).width) + 2;
  if (widths.size > most_kept) widths.clear();
  // Before the fonts are there another one is measured.
  if (document.fonts.status === 'loaded') widths.set(key, width);
  return width;
}
