import type { BriefingDto } from '../briefing.dto.js';
import type { Words } from '../words.js';
import { citedIn, type PageAddress } from './cited.js';

/** Writes a briefing as CommonMark. What reports say is text: nothing in it is read as markup. */
export function markdownOf(briefing: BriefingDto, page: PageAddress, words: Words): string {
  const sections = briefing.sections.map(({ heading, lines }) => {
    const written = lines.map((line) => {
      const { citations, more } = citedIn(line, page, words);
      const cited = [
        ...citations.map(({ text, address }) => `[${plain(text)}](${address})`),
        ...(more === '' ? [] : [more]),
      ];
      const lead = line.place === null ? '' : `**${plain(line.place.name)}**: `;
      return `- ${lead}${plain(line.text)}${cited.length === 0 ? '' : ` (${cited.join('; ')})`} [→](${page.base}${line.page})`;
    });
    return [`## ${plain(heading)}`, '', ...(written.length === 0 ? [plain(words.say('nothing'))] : written), ''];
  });
  const { title, lead, footer } = briefing;
  return [`# ${plain(title)}`, '', plain(lead), '', ...sections.flat(), '---', '', plain(footer), ''].join('\n');
}

/** One line, with what CommonMark would read as a sign of its own made a character. */
const plain = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1');
