import type { HoldingDto } from '../../control/control-answer.dto.js';
import type { ConditionChangeDto, ControlChangeDto } from '../../changes/change.dto.js';
import { changeLists } from '../../changes/change-lists.js';
import type { ChangesDto } from '../../changes/changes-answer.dto.js';
import type { CountChangeDto } from '../../changes/count-change.dto.js';
import type { KnownChangeDto } from '../../changes/known-change.dto.js';
import type { ReportSummaryDto } from '../../reading/report-summary.dto.js';
import { ExportedList } from '../exported-list.js';
import { rangeColumns, reportColumns } from './shared.columns.js';

/** A change of any list, with the name of the list: what other lists have is empty. */
interface Change {
  readonly list: (typeof changeLists)[number];
  readonly reports: readonly ReportSummaryDto[];
  readonly control?: ControlChangeDto;
  readonly condition?: ConditionChangeDto;
  readonly count?: CountChangeDto;
  readonly known?: KnownChangeDto;
}

const placeOf = ({ control, condition }: Change) => (control ?? condition)?.place.id;

const before = (read: (holding: HoldingDto) => string | readonly string[] | null) => (change: Change) =>
  change.control === undefined ? undefined : read(change.control.before);
const after = (read: (holding: HoldingDto) => string | readonly string[] | null) => (change: Change) =>
  change.control === undefined ? undefined : read(change.control.after);

export const changesList = ExportedList.of<Change>({
  name: 'changes',
  columns: [
    { name: 'list', read: ({ list }) => list },
    { name: 'place', beside: 'place', read: placeOf },
    { name: 'axis', read: ({ condition }) => condition?.axis },
    { name: 'classification', read: ({ condition }) => condition?.classification },
    { name: 'before', read: ({ control, condition }) => control?.before.status ?? condition?.before.state },
    { name: 'before_holders', beside: 'actor', read: before(({ holders }) => holders) },
    { name: 'before_conditions', read: before(({ conditions }) => conditions) },
    { name: 'before_confidence', read: ({ control, condition }) => (control ?? condition)?.before.confidence },
    { name: 'after', read: ({ control, condition }) => control?.after.status ?? condition?.after.state },
    { name: 'after_holders', beside: 'actor', read: after(({ holders }) => holders) },
    { name: 'after_conditions', read: after(({ conditions }) => conditions) },
    { name: 'after_confidence', read: ({ control, condition }) => (control ?? condition)?.after.confidence },
    { name: 'kind', read: ({ count, known }) => (count ?? known)?.kind },
    { name: 'measure', read: ({ count }) => count?.measure },
    { name: 'group', beside: 'actor', read: ({ count }) => count?.group },
    { name: 'unit', read: ({ count }) => count?.unit },
    { name: 'basis', read: ({ count }) => count?.basis },
    { name: 'count_places', beside: 'place', read: ({ count }) => count?.places },
    { name: 'origin', read: ({ count }) => count?.origin },
    ...rangeColumns<Change>('before', ({ count }) => count?.before),
    ...rangeColumns<Change>('after', ({ count }) => count?.after),
    { name: 'flags', read: ({ count }) => count?.flags },
    { name: 'reported_at', beside: 'local', read: ({ known }) => known?.reportedAt },
    { name: 'reason', read: ({ known }) => known?.reason },
    { name: 'incident', read: ({ known }) => known?.incident },
    { name: 'summaries', read: ({ reports }) => reports.map(({ summary }) => summary) },
    ...reportColumns<Change>(({ reports }) => reports),
  ],
  placesOf: (change) => [placeOf(change) ?? []].flat(),
  itemsOf: (page: ChangesDto) => changeLists.flatMap((list) => changesIn(list, page)),
});

function changesIn(list: Change['list'], page: ChangesDto): readonly Change[] {
  if (list === 'conditions') return (page[list] ?? []).map((one) => ({ list, reports: one.reports, condition: one }));
  if (list === 'counts') return (page[list] ?? []).map((one) => ({ list, reports: one.reports, count: one }));
  if (list === 'known') return (page[list] ?? []).map((one) => ({ list, reports: one.reports, known: one }));
  return (page[list] ?? []).map((one) => ({ list, reports: one.reports, control: one }));
}
