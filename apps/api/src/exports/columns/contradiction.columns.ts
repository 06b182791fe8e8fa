import type { ContradictionDto } from '../../contradictions/contradiction.dto.js';
import { ExportedList } from '../exported-list.js';
import { reportColumns } from './shared.columns.js';

export const contradictionsList = ExportedList.of<ContradictionDto>({
  name: 'contradictions',
  columns: [
    { name: 'kind', read: ({ kind }) => kind },
    { name: 'state', read: ({ state }) => state },
    { name: 'place', beside: 'place', read: ({ about }) => about.place },
    { name: 'measure', read: ({ about }) => about.measure },
    { name: 'incident', read: ({ about }) => about.incident },
    { name: 'differ_on', read: ({ differ }) => differ.on },
    { name: 'accounts', read: ({ differ }) => differ.accounts.map(({ says }) => says) },
    { name: 'known_from', beside: 'local', read: ({ knownFrom }) => knownFrom },
    { name: 'settled_by', read: ({ settledBy }) => settledBy?.by },
    { name: 'settled_at', beside: 'local', read: ({ settledBy }) => settledBy?.at },
    { name: 'settled_by_amendment', read: ({ settledBy }) => settledBy?.id },
    { name: 'settled_by_reports', read: ({ settledBy }) => settledBy?.reports.map(({ id }) => id) },
    { name: 'summaries', read: ({ reports }) => reports.map(({ summary }) => summary) },
    ...reportColumns<ContradictionDto>(({ reports }) => reports),
  ],
  placesOf: ({ about }) => [about.place ?? []].flat(),
});
