import type { DiffItem, ModelDifferences } from '#editions';
import { formatTable } from '../terminal/format-table.js';

/** What two sides say differently, as a table for each read model, and what was left out. */
export function diffText(
  titles: { readonly a: string; readonly b: string },
  models: readonly ModelDifferences[],
): string {
  const differing = models.filter(({ count }) => count > 0);
  if (differing.length === 0) return `${titles.a} and ${titles.b} answer the same.\n`;
  const columns = [
    { title: 'WHAT', of: subjectOf },
    { title: 'WHEN', of: periodOf },
    { title: titles.a.toUpperCase(), of: ({ a }: DiffItem) => a.words },
    { title: titles.b.toUpperCase(), of: ({ b }: DiffItem) => b.words },
  ];
  return differing
    .map(({ readModel, count, items }) => {
      const left = count - items.length;
      const more = left === 0 ? '' : `and ${left.toLocaleString('en')} more\n`;
      return `${readModel}: ${count.toLocaleString('en')} ${count === 1 ? 'difference' : 'differences'}\n${
        items.length === 0 ? '' : formatTable(columns, items)
      }${more}`;
    })
    .join('\n');
}

const subjectOf = ({ subject: { id, name, detail }, readModel }: DiffItem): string =>
  [readModel === 'reports' ? (name ?? id) : id, detail].filter((part) => part !== null).join(' ');

function periodOf({ period }: DiffItem): string {
  if (period === null) return '-';
  const { from, to } = period;
  if (from === to && from !== null) return from;
  return `${from ?? '…'} – ${to ?? '…'}`;
}
