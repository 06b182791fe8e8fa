import type { KnownFigure } from './known-figure.js';
import { figuresTelling, reportsTelling } from './tally-accounts.js';
import type { ItemPart, ItemParts, TallyItem } from './tally-item.js';

/** An item without the reports that it rests on: those are all that give a figure of it, and its figures tell them. */
export type CountedItem = Omit<TallyItem, 'reports' | 'parts'> & {
  readonly parts?: Omit<ItemParts, 'parts'> & { readonly parts: readonly Omit<ItemPart, 'reports'>[] };
};

/** The item as it is counted. */
export function withoutReports({ reports: _reports, parts, ...item }: TallyItem): CountedItem {
  if (parts === undefined) return item;
  return { ...item, parts: { ...parts, parts: parts.parts.map(({ reports: _of, ...part }) => part) } };
}

/** An item as it was counted, with the reports that it rests on, given all its figures known then. */
export function withReports({ parts, ...item }: CountedItem, figures: readonly KnownFigure[]): TallyItem {
  const counted = { ...item, reports: reportsTelling(figures) };
  if (parts === undefined) return counted;
  const told = parts.parts.map((part) => ({ ...part, reports: reportsTelling(figuresTelling(figures, part)) }));
  return { ...counted, parts: { ...parts, parts: told } };
}
