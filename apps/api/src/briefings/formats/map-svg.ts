import type { BriefingMapDto } from '../briefing.dto.js';
import { type Drawing, drawingsOf, type Drawn } from '../map/drawings.js';
import { scaleBarKm } from '../map/frame.js';
import type { Words } from '../words.js';
import { escaped } from './escaped.js';

/** Lines and letters in the colour of the text, on paper too. */
export const map_style = `figure { margin: 1.2rem 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid; margin-bottom: .4rem; }
figcaption { font: .8rem/1.6 system-ui, sans-serif; }
figcaption span { margin-inline-end: 1.2em; }`;

/** Draws the map of a briefing as SVG that needs nothing else; each drawing has its sentence for those who do not see it. */
export function mapSvg({ title, alt, marks }: BriefingMapDto, words: Words): string {
  return drawingsOf(marks)
    .map((drawing, index) => {
      const names = words.list(drawing.drawn.map(({ mark }) => mark.place.name));
      const said = index === 0 ? alt : words.say('map.closeUp', { names });
      return drawingSvg(drawing, { id: `map-${index}`, title, said, words });
    })
    .join('\n');
}

interface Told {
  readonly id: string;
  readonly title: string;
  readonly said: string;
  readonly words: Words;
}

function drawingSvg({ frame, drawn, enlarged }: Drawing, { id, title, said, words }: Told): string {
  const { width, height, unitsPerKm } = frame;
  const km = scaleBarKm(frame);
  const boxes = enlarged.map(
    (box) =>
      `<rect x="${rounded(box.x)}" y="${rounded(box.y)}" width="${rounded(box.width)}" height="${rounded(box.height)}" fill="none" stroke="currentColor" stroke-dasharray="4 3"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" direction="ltr" role="img" aria-labelledby="${id}-title ${id}-alt" font-family="system-ui, sans-serif">
<title id="${id}-title">${escaped(title)}</title>
<desc id="${id}-alt">${escaped(said)}</desc>
${[...boxes, ...drawn.map(nameOf), ...drawn.map(signOf)].filter((one) => one !== '').join('\n')}
<path d="M12 ${height - 12}h${rounded(km * unitsPerKm)}" stroke="currentColor" stroke-width="2"/>
<text x="12" y="${height - 18}" font-size="11" fill="currentColor">${escaped(words.say('map.km', { n: words.number(km) }))}</text>
</svg>`;
}

/** The name of a mark, with a line to it where it stands away; nothing where a close-up has it. */
function nameOf({ mark: { kind, place }, x, y, label }: Drawn): string {
  if (label === undefined) return '';
  const edge = label.x + (label.x > x ? -label.halfWidth : label.halfWidth);
  const leader = label.isAway
    ? `<path d="M${rounded(x)} ${rounded(y)}L${rounded(edge)} ${rounded(label.y)}" stroke="currentColor" stroke-width=".5" opacity=".5"/>`
    : '';
  const weight = { changedHands: ' font-weight="bold"', fighting: '', around: ' opacity=".6"' }[kind];
  const whole = label.shown === place.name ? '' : `<title>${escaped(place.name)}</title>`;
  return `${leader}<text x="${rounded(label.x)}" y="${rounded(label.y)}" text-anchor="middle" dominant-baseline="central" font-size="13" fill="currentColor"${weight}>${whole}${escaped(label.shown)}</text>`;
}

function signOf({ mark: { kind, place, text }, x, y }: Drawn): string {
  const at = `transform="translate(${rounded(x)} ${rounded(y)})"`;
  const told = `<title>${escaped([place.name, text].filter((one) => one !== '').join(': '))}</title>`;
  if (kind === 'changedHands') return `<circle r="6" ${at} fill="currentColor">${told}</circle>`;
  if (kind === 'fighting')
    return `<path d="M-5-5L5 5M5-5L-5 5" ${at} stroke="currentColor" stroke-width="2.5" fill="none">${told}</path>`;
  return `<circle r="3.5" ${at} fill="none" stroke="currentColor" opacity=".6">${told}</circle>`;
}

const rounded = (units: number): number => Math.round(units * 10) / 10;
