import type { BriefingMapDto, BriefingMarkDto } from '../briefing.dto.js';
import { frameAround, scaleBarKm } from '../map/frame.js';
import { labelPlaces } from '../map/label-places.js';
import type { Words } from '../words.js';
import { escaped } from './escaped.js';

/** Lines and letters in the colour of the text, on paper too. */
export const map_style = `figure { margin: 1.2rem 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid; }
figcaption { font: .8rem/1.6 system-ui, sans-serif; }
figcaption span { margin-inline-end: 1.2em; }`;

interface Drawn {
  readonly mark: BriefingMarkDto;
  readonly x: number;
  readonly y: number;
}

/** Draws the map of a briefing as SVG that needs nothing else; its sentence is there for those who do not see it. */
export function mapSvg({ title, alt, marks }: BriefingMapDto, words: Words): string {
  const frame = frameAround(marks.filter(({ kind }) => kind !== 'around').map(({ location }) => location));
  const { width, height, unitsPerKm } = frame;
  const drawn = marks
    .map((mark): Drawn => ({ mark, ...frame.pointOf(mark.location) }))
    .filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  const labels = labelPlaces(
    drawn.map(({ mark, x, y }) => ({ x, y, name: mark.place.name })),
    frame,
  );
  const barKm = scaleBarKm(frame);
  const bar = `<path d="M12 ${height - 12}h${rounded(barKm * unitsPerKm)}" stroke="currentColor" stroke-width="2"/>
<text x="12" y="${height - 18}" font-size="11" fill="currentColor">${escaped(words.say('map.km', { n: words.number(barKm) }))}</text>`;
  const names = drawn.map(({ mark, x, y }, index) => {
    const label = labels[index]!;
    const leader = label.isAway
      ? `<path d="M${rounded(x)} ${rounded(y)}L${rounded(label.x)} ${rounded(label.y)}" stroke="currentColor" stroke-width=".5" opacity=".5"/>`
      : '';
    const weight = mark.kind === 'changedHands' ? ' font-weight="bold"' : mark.kind === 'around' ? ' opacity=".6"' : '';
    return `${leader}<text x="${rounded(label.x)}" y="${rounded(label.y)}" text-anchor="middle" dominant-baseline="central" font-size="13" fill="currentColor"${weight}>${escaped(mark.place.name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" direction="ltr" role="img" aria-labelledby="map-title map-alt" font-family="system-ui, sans-serif">
<title id="map-title">${escaped(title)}</title>
<desc id="map-alt">${escaped(alt)}</desc>
${names.join('\n')}
${drawn.map(signOf).join('\n')}
${bar}
</svg>`;
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
