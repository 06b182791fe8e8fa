import { foldedWords } from '../gazetteer/fold-name.js';
import type { Report } from './report.js';

/** The word that divides the summary from the rest; no folded word is written so. */
const end_of_summary = '|';

/**
 * Returns what a search reads of a report: the folded words of its summary, then of all other text that its source or the
 * desk wrote: outlet, chain of attribution, number, wording of figures, notes. Words have one blank between them. Names of
 * places and actors are not in it: the gazetteer has them, and they may change.
 */
export function wordsOfReport({ summary, source, externalId = '', figures, ...report }: Report): string {
  const rest = [
    source.outlet,
    ...source.chain,
    externalId,
    ...figures.flatMap(({ wording = '', groupWording = '', note = '' }) => [wording, groupWording, note]),
    report.occurred.derivation ?? '',
    report.verification ?? '',
    report.note ?? '',
    report.incident?.key ?? '',
  ];
  return [...foldedWords(summary), end_of_summary, ...rest.flatMap(foldedWords)].join(' ');
}

/** One thing that a search looks for. */
export interface SoughtTerm {
  /** As it was written, for looking up names. */
  readonly written: string;
  /** The folded words, which stand one after another; never empty. */
  readonly words: readonly string[];
  /** True when the last word may go on: "recaptur" finds "recaptured". */
  readonly isPrefix: boolean;
  /** True when a report that has it is not wanted. */
  readonly isExcluded: boolean;
}

/** A word of fewer letters is looked for as it is. */
const shortest_prefix = 3;

/** A word or a phrase, with a minus before it or without, in quotation marks of the languages that desks write. */
const quoted = /(?<minus>-)?(?:["“”„«»「](?<phrase>[^"“”„«»「」]*)["“”»«」]?|(?<single>[^\s"“”„«»「」]+))/gu;

/**
 * Returns what a written search looks for: every word or "quoted phrase" in it, with a minus before it for what must not
 * occur. A single word of three letters or more stands also for those that begin with it. A quotation mark that is not
 * closed quotes the rest. What has neither letter nor digit is left out, so the list may be empty.
 */
export const soughtTerms = (written: string): readonly SoughtTerm[] =>
  [...written.matchAll(quoted)].flatMap(({ groups: { minus, phrase, single } = {} }) => {
    const text = phrase ?? single ?? '';
    const words = foldedWords(text);
    if (words.length === 0) return [];
    const isPrefix = phrase === undefined && words.length === 1 && [...words[0]!].length >= shortest_prefix;
    return [{ written: text, words, isPrefix, isExcluded: minus !== undefined }];
  });
