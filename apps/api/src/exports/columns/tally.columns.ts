import type { TallyItemDto } from '../../tallies/tally-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { json, rangeColumns, reportColumns } from './shared.columns.js';

export const talliesList = ExportedList.of<TallyItemDto>({
  name: 'tallies',
  columns: [
    { name: 'bucket', read: ({ bucket }) => bucket },
    { name: 'measure', read: ({ measure }) => measure },
    { name: 'group', beside: 'actor', read: ({ group }) => group },
    { name: 'unit', read: ({ unit }) => unit },
    { name: 'rolled_up', type: 'boolean', read: ({ rolledUp }) => rolledUp },
    { name: 'rolled_up_of', beside: 'actor', read: (item) => item.of },
    ...rangeColumns<TallyItemDto>('combined', ({ combined }) => combined),
    { name: 'combined_low_exclusive', type: 'boolean', read: ({ lowExclusive }) => lowExclusive },
    ...rangeColumns<TallyItemDto>('itemised', ({ itemised }) => itemised),
    ...rangeColumns<TallyItemDto>('derived', ({ derived }) => derived),
    { name: 'flags', read: ({ flags }) => flags },
    { name: 'reported', read: ({ reported }) => json(reported) },
    ...reportColumns<TallyItemDto>(({ reports }) => reports),
  ],
});
