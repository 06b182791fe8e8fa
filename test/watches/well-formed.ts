/** An element of a document, with what is inside it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const name = '[A-Za-z_][\\w.:-]*';
const reference = '&(?:amp|lt|gt|quot|apos|#\\d+|#x[0-9a-fA-F]+);';
const attribute = `\\s+(${name})="((?:[^<&"]|${reference})*)"`;
const token = new RegExp(`<(${name})((?:${attribute})*)\\s*(/?)>|</(${name})\\s*>|((?:[^<&]|${reference})+)`, 'uy');
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
const unescaped = (text: string): string => text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity);

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

/**
 * Reads a document of elements, attributes and text by the grammar of XML 1.0. It throws where the document is not
 * well-formed: tags that do not match, a bare & or <, an attribute twice, a character that XML does not have.
 */
export function parseXml(text: string): XmlElement {
  const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text);
  if (illegal !== null) throw new Error(`XML has no character U+${illegal[0].codePointAt(0)?.toString(16)}`);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const start = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/.exec(text)?.[0].length ?? 0;
  token.lastIndex = start;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 60)}`);
    const parent = open.at(-1)!;
    const [, opened, attributes = '', , , selfClosing, closed, characters] = match;
    if (characters !== undefined) {
      if (parent === root && characters.trim() !== '') throw new Error('text outside the root');
      parent.text += unescaped(characters);
    } else if (closed !== undefined) {
      if (parent.name !== closed || parent === root) throw new Error(`</${closed}> closes <${parent.name}>`);
      open.pop();
    } else {
      const element: Open = { name: opened!, attributes: readAttributes(attributes), children: [], text: '' };
      parent.children.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  if (open.length > 1 || root.children.length !== 1) throw new Error('not one root element, closed');
  return root.children[0]!;
}

function readAttributes(text: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [, key = '', value = ''] of text.matchAll(new RegExp(attribute, 'gu'))) {
    if (Object.hasOwn(read, key)) throw new Error(`the attribute ${key} stands twice`);
    read[key] = unescaped(value);
  }
  return read;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What RFC 4287 requires of a feed and this one does not have, a line each. */
export function atomFaults(feed: XmlElement): readonly string[] {
  const faults: string[] = [];
  const all = (of: XmlElement, child: string): readonly XmlElement[] => of.children.filter((one) => one.name === child);
  const exactlyOne = (of: XmlElement, child: string): string => {
    if (all(of, child).length !== 1) faults.push(`4.1: ${of.name} has ${all(of, child).length} of ${child}, not one`);
    return all(of, child)[0]?.text ?? '';
  };
  const isIri = (text: string): boolean => URL.canParse(text);
  if (feed.name !== 'feed' || feed.attributes.xmlns !== 'http://www.w3.org/2005/Atom')
    faults.push('4.1.1: no atom:feed');
  const ids = [feed, ...all(feed, 'entry')].map((one) => {
    const [id, title, updated] = ['id', 'title', 'updated'].map((child) => exactlyOne(one, child)) as [
      string,
      string,
      string,
    ];
    if (!isIri(id)) faults.push(`4.2.6: ${id} is no IRI`);
    if (title.trim() === '') faults.push('4.2.14: a title is empty');
    if (!instant.test(updated)) faults.push(`3.3: ${updated} is no date`);
    for (const { attributes } of all(one, 'link'))
      if (attributes.href === undefined || !isIri(attributes.href))
        faults.push(`4.2.7.1: ${attributes.href} is no IRI`);
    return id;
  });
  if (new Set(ids).size !== ids.length) faults.push('4.2.6: an id stands twice');
  if (all(feed, 'author').some((author) => exactlyOne(author, 'name') === ''))
    faults.push('3.2.1: an author has no name');
  if (all(feed, 'author').length === 0) faults.push('4.1.1: no author');
  if (!all(feed, 'link').some(({ attributes }) => attributes.rel === 'self')) faults.push('4.1.1: no link to itself');
  for (const entry of all(feed, 'entry'))
    if (
      all(entry, 'content').length === 0 &&
      !all(entry, 'link').some(({ attributes }) => attributes.rel === 'alternate')
    )
      faults.push('4.1.2: an entry has neither content nor an alternate');
  return faults;
}
