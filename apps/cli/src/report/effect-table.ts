import { type Column, formatTable } from '../terminal/format-table.js';

interface Side {
  readonly status?: string;
  readonly state?: string;
  readonly holders?: readonly string[];
}

/** What a report does to one answer, as a preview of the API says it. */
export interface Effect {
  readonly place: { readonly id: string };
  readonly on: string;
  readonly before: Side;
  readonly after: Side;
  readonly changes: boolean;
}

/** Returns the effects as a table. */
export const effectTable = (effects: readonly Effect[]): string => formatTable(columns, effects);

const columns: readonly Column<Effect>[] = [
  { title: 'PLACE', of: ({ place }) => place.id },
  { title: 'ON', of: ({ on }) => on },
  { title: 'BEFORE', of: ({ before }) => sideText(before) },
  { title: 'AFTER', of: ({ after }) => sideText(after) },
  { title: 'CHANGES', of: ({ changes }) => (changes ? 'yes' : 'no') },
];

const sideText = ({ status, state, holders = [] }: Side): string =>
  [status ?? state ?? '-', holders.join(', ')].filter(Boolean).join(' ');
