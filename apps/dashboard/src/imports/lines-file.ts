/** Where a line stands: in which file, and as which of its lines. */
interface LinePlace {
  readonly file: string;
  readonly line: number;
}

/** Files with one value of JSON a line, as one. */
export interface LinesFile {
  readonly file: File;
  /** The names of the files, in the order of their lines. */
  readonly names: readonly string[];
  /** Where a line of it came from, counted from one. */
  placeOf(line: number): LinePlace;
}

const ending = /\.(ndjson|jsonl)$/i;
/** The files of a campaign folder in the order in which they are sent: later lines name what earlier ones register. */
const order: readonly (readonly [name: RegExp, kind?: 'place' | 'actor'])[] = [
  [/^places\./i, 'place'],
  [/^actors\./i, 'actor'],
  [/^(?!amendments\.)/i],
  [/^amendments\./i],
];

/** True for a file of lines. What else lies in a campaign folder says what the campaign is. */
export const isLineFile = ({ name }: Pick<File, 'name'>): boolean => ending.test(name);

/** The files of lines among these as one: a line of `places` or `actors` says what it is, and a blank one is left out. */
export async function linesFile(files: readonly File[]): Promise<LinesFile> {
  const placed = files
    .filter(isLineFile)
    .map((file) => ({ file, at: order.findIndex(([name]) => name.test(file.name)) }));
  placed.sort((a, b) => a.at - b.at);
  const all = (await Promise.all(placed.map(({ file, at }) => linesOf(file, order[at]?.[1])))).flat();
  const names = placed.map(({ file }) => file.name);
  return {
    file: new File(
      [all.map(({ text }) => `${text}\n`).join('')],
      names.length === 1 ? (names[0] ?? '') : 'lines.ndjson',
    ),
    names,
    placeOf: (line) => all[line - 1] ?? { file: '', line },
  };
}

async function linesOf(file: File, kind: 'place' | 'actor' | undefined) {
  const lines = (await file.text()).replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((text, index): readonly (LinePlace & { readonly text: string })[] =>
    text.trim() === ''
      ? []
      : [{ file: file.name, line: index + 1, text: kind === undefined ? text : `{"kind":"${kind}","body":${text}}` }],
  );
}
