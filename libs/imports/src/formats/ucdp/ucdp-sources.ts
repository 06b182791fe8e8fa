/** An article that an event was coded from. */
export interface UcdpSource {
  readonly agency: string;
  /** Undefined where the dataset has 1753-01-01, its word for no date. */
  readonly day: string | undefined;
  readonly headline: string;
}

const no_date = '1753-01-01';
const article = /^([^,]*),(\d{4}-\d{2}-\d{2}),(.*)$/s;

/**
 * Splits `source_article`: `"Agency,2014-01-25,Headline";"Agency,…"`. Older events have a text of another form; it is one
 * source without a date.
 */
export function splitSources(text: string): readonly UcdpSource[] {
  if (text === '') return [];
  return text
    .split(/";\s*"/)
    .map((part) => part.replace(/^"|"$/g, '').trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, agency = '', day = '', headline = ''] = article.exec(part) ?? [];
      if (agency === '' && day === '') return { agency: '', day: undefined, headline: part };
      return { agency: agency.trim(), day: day === no_date ? undefined : day, headline: headline.trim() };
    });
}

/** The agencies that the sources name, each once. */
export const agenciesOf = (sources: readonly UcdpSource[]): readonly string[] => [
  ...new Set(sources.map(({ agency }) => agency).filter((agency) => agency !== '')),
];
