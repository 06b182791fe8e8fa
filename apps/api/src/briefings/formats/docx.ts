import { Document, ExternalHyperlink, HeadingLevel, Packer, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { BriefingDto, BriefingLineDto } from '../briefing.dto.js';
import type { Words } from '../words.js';
import { citedIn, type PageAddress } from './cited.js';

const a4_twips = { width: 11_906, height: 16_838 };

/** Writes a briefing as a Word document of A4 pages. */
export function docxOf(briefing: BriefingDto, page: PageAddress, words: Words): Promise<Buffer> {
  const bidirectional = words.isRightToLeft;
  const paragraph = (children: readonly ParagraphChild[], heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new Paragraph({ children, bidirectional, ...(heading === undefined ? {} : { heading }) });
  const run = (said: string, more: { readonly bold?: boolean; readonly size?: number } = {}) =>
    new TextRun({ text: printable(said), rightToLeft: bidirectional, ...more });
  const lineOf = (line: BriefingLineDto): Paragraph => {
    const { citations, more } = citedIn(line, page, words);
    const links = citations.flatMap(({ text, address }) => [
      new ExternalHyperlink({
        link: address,
        children: [new TextRun({ text: printable(text), style: 'Hyperlink', size: 16 })],
      }),
      run('  '),
    ]);
    const pageLink = new ExternalHyperlink({
      link: page.base + line.page,
      children: [new TextRun({ text: words.isRightToLeft ? '←' : '→', style: 'Hyperlink' })],
    });
    const lead = line.place === null ? [] : [run(`${line.place.name}: `, { bold: true })];
    return paragraph([...lead, run(`${line.text} `), pageLink, run('  '), ...links, run(more, { size: 16 })]);
  };
  const { title, lead, footer, language, sections } = briefing;
  const document = new Document({
    title: printable(title),
    creator: 'Sitrep',
    styles: { default: { document: { run: { language: { value: language, bidirectional: language } } } } },
    sections: [
      {
        properties: { page: { size: a4_twips } },
        children: [
          paragraph([run(title)], HeadingLevel.TITLE),
          paragraph([run(lead)]),
          ...sections.flatMap(({ heading, lines }) => [
            paragraph([run(heading)], HeadingLevel.HEADING_1),
            ...(lines.length === 0 ? [paragraph([run(words.say('nothing'))])] : lines.map(lineOf)),
          ]),
          paragraph([run(footer, { size: 16 })]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** XML has no place for control characters; a line break is a blank. */
const printable = (said: string): string => said.replace(/\s/gu, ' ').replace(/\p{Cc}/gu, '');
