import { createHash } from 'node:crypto';
import type { BriefingDto, BriefingLineDto, BriefingMapDto } from '../briefing.dto.js';
import type { Words } from '../words.js';
import { citedIn, type PageAddress } from './cited.js';
import { escaped } from './escaped.js';
import { map_style, mapSvg } from './map-svg.js';

const style = `
:root { color-scheme: light dark; }
body { max-width: 680px; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid; }
ul { list-style: none; padding: 0; margin: 0; }
li { margin: .35rem 0; break-inside: avoid; }
small, footer { font: .8rem/1.4 system-ui, sans-serif; }
small a { margin-inline-end: .6em; }
${map_style}
footer { margin-top: 2rem; border-top: 1px solid; padding-top: .5rem; }
@media print { @page { size: A4; margin: 18mm; } body { margin: 0; } a { color: inherit; text-decoration: none; } }
`;

/** The policy under which the page is shown: its own style, and nothing from anywhere. */
export const html_policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** Writes a briefing as one page that loads nothing. What reports say is text, whatever signs it has. */
export function htmlOf(briefing: BriefingDto, page: PageAddress, words: Words): string {
  const { title, lead, footer, language, map, sections } = briefing;
  const body = sections.map(({ heading, lines }) => {
    const items = lines.map((line) => `<li>${lineOf(line, page, words)}</li>`).join('\n');
    const list = lines.length === 0 ? `<p>${escaped(words.say('nothing'))}</p>` : `<ul>\n${items}\n</ul>`;
    return `<section>\n<h2>${escaped(heading)}</h2>\n${list}\n</section>`;
  });
  return `<!doctype html>
<html lang="${language}" dir="${words.isRightToLeft ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(lead)}</p>
${map === null ? '' : mapFigure(map, words)}${body.join('\n')}
<footer>${escaped(footer)} <a href="${escaped(page.base + briefing.links[0]!.href)}">${escaped(page.base + briefing.links[0]!.href)}</a></footer>
</body>
</html>
`;
}

function lineOf(line: BriefingLineDto, page: PageAddress, words: Words): string {
  const { citations, more } = citedIn(line, page, words);
  const cited = citations
    .map(({ text: said, address }) => `<a href="${escaped(address)}"><bdi>${escaped(said)}</bdi></a>`)
    .join('');
  const lead = line.place === null ? '' : `<b><bdi>${escaped(line.place.name)}</bdi></b>: `;
  return `${lead}<bdi>${escaped(line.text)}</bdi> <a href="${escaped(page.base + line.page)}">${words.isRightToLeft ? '←' : '→'}</a><br><small>${cited}${escaped(more)}</small>`;
}

function mapFigure(map: BriefingMapDto, words: Words): string {
  const key = (['changedHands', 'fighting'] as const)
    .filter((kind) => map.marks.some((mark) => mark.kind === kind))
    .map((kind) => `${markSign[kind]} ${words.say(`map.${kind}`)}`);
  const more = map.notShown > 0 ? [words.say('map.notShown', { n: map.notShown })] : [];
  const caption = [...key, ...more].map((one) => `<span>${escaped(one)}</span>`).join(' ');
  return `<figure>\n${mapSvg(map, words)}\n<figcaption>${caption}</figcaption>\n</figure>\n`;
}

/** The marks of the key, as letters that every font has. */
const markSign = { changedHands: '●', fighting: '✕' } as const;
