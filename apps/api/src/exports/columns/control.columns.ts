import type { ClaimedControlDto } from '../../control/claimed-control.dto.js';
import type { ControlItemDto, ControlPeriodDto, TimelineDto } from '../../control/control-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { holdingColumns, json, reportColumns } from './shared.columns.js';

/** Either of the two stances: what the other one has is empty. */
type Either = Pick<ControlItemDto, 'place'> & Partial<ControlItemDto> & Partial<ClaimedControlDto>;

export const controlList = ExportedList.of<Either>({
  name: 'control',
  columns: [
    { name: 'place', beside: 'place', read: ({ place }) => place.id },
    ...holdingColumns<Either>((item) => item),
    { name: 'inside_area', beside: 'place', read: ({ insideAreaHeldBy }) => insideAreaHeldBy?.place.id },
    { name: 'inside_area_status', read: ({ insideAreaHeldBy }) => insideAreaHeldBy?.status },
    { name: 'inside_area_holders', beside: 'actor', read: ({ insideAreaHeldBy }) => insideAreaHeldBy?.holders },
    { name: 'parts', type: 'integer', read: ({ parts }) => parts?.of },
    { name: 'parts_known', type: 'integer', read: ({ parts }) => parts?.known },
    { name: 'parts_by_holder', read: ({ parts }) => parts?.byHolder.map(({ holder, count }) => `${holder} ${count}`) },
    { name: 'parts_contested', type: 'integer', read: ({ parts }) => parts?.contested },
    { name: 'parts_latest_fire', type: 'day', read: ({ parts }) => parts?.latestFire },
    { name: 'sides', read: ({ sides }) => json(sides) },
    { name: 'sides_agree', type: 'boolean', read: ({ agree }) => agree },
    ...reportColumns<Either>(({ reports }) => reports),
  ],
  placesOf: ({ place }) => [place.id],
});

type Period = ControlPeriodDto & { readonly place: string };

export const controlTimelineList = ExportedList.of<Period>({
  name: 'control-timeline',
  columns: [
    { name: 'place', beside: 'place', read: ({ place }) => place },
    { name: 'from', beside: 'local', read: ({ from }) => from },
    { name: 'to', beside: 'local', read: ({ to }) => to },
    ...holdingColumns<Period>((period) => period),
    ...reportColumns<Period>(({ reports }) => reports),
  ],
  placesOf: ({ place }) => [place],
  paged: false,
  itemsOf: ({ place, items }: TimelineDto) => items.map((period) => ({ ...period, place })),
});
