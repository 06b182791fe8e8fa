/** What XML 1.0 has no way to write: control characters, lone surrogates, two noncharacters. */
const not_xml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in an element or an attribute; what XML cannot hold is left out. */
export const xmlText = (text: string): string =>
  text.replace(not_xml, '').replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** An element with attributes and what is inside it, which is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...inside: readonly string[]
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  const opening = `<${name}${given.join('')}`;
  return inside.length === 0 ? `${opening}/>` : `${opening}>${inside.join('')}</${name}>`;
}
