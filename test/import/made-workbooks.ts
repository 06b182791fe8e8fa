import { zipOf } from './malformed-workbooks.js';

/** A sheet to be made: its rows, and what Excel says of it beside them. */
export interface MadeSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** A number is a number, `null` no cell. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** `A1:C1` */
  readonly merged?: readonly string[];
  /** From 1. */
  readonly hiddenRows?: readonly number[];
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A workbook with these sheets, and a chart in front of them. */
export const bookWith = (...sheets: readonly MadeSheet[]): Buffer =>
  packed(filesOf(sheets, (index) => `worksheets/sheet${index + 1}.xml`));

/** The same as another program may write it: with other quotes, and other names of files. */
export const oddBookWith = (...sheets: readonly MadeSheet[]): Buffer =>
  packed(
    Object.fromEntries(
      Object.entries(filesOf(sheets, (index) => `tables/${index}.xml`)).map(([name, xml]) => [
        name,
        xml.replaceAll('"', "'"),
      ]),
    ),
  );

const packed = (files: Readonly<Record<string, string>>): Buffer =>
  zipOf(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));

function filesOf(sheets: readonly MadeSheet[], pathOf: (index: number) => string): Record<string, string> {
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name ?? `S${index + 1}`)}" sheetId="${index + 7}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 3}"/>`,
  );
  const targets = sheets.map(
    (_sheet, index) => `<Relationship Id="rId${index + 3}" Type="${relations}/worksheet" Target="${pathOf(index)}"/>`,
  );
  const chart = `<Relationship Id="rId1" Type="${relations}/chartsheet" Target="chartsheets/sheet1.xml"/>`;
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="Chart" sheetId="1" r:id="rId1"/>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${chart}${targets.join('')}</Relationships>`,
    'xl/chartsheets/sheet1.xml': `<chartsheet ${main}/>`,
  };
  for (const [index, sheet] of sheets.entries()) files[`xl/${pathOf(index)}`] = xmlOf(sheet);
  return files;
}

function xmlOf({ rows, merged = [], hiddenRows = [] }: MadeSheet): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => {
      const at = `${String.fromCharCode(65 + column)}${row + 1}`;
      if (cell === null) return '';
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
      return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    });
    return `<row r="${row + 1}"${hiddenRows.includes(row + 1) ? ' hidden="1"' : ''}>${written.join('')}</row>`;
  });
  const areas = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet ${main}><sheetData>${lines.join('')}</sheetData><mergeCells>${areas}</mergeCells></worksheet>`;
}
