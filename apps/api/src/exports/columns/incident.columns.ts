import type { IncidentItemDto } from '../../incidents/incident-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { reportColumns } from './shared.columns.js';

/** Every place that a report of the incident names, once. */
const placesOf = ({ reports }: IncidentItemDto): readonly string[] => [
  ...new Set(reports.flatMap(({ places }) => places)),
];

/** The first of these days or instants that is known, or with -1 the last one. */
const first = (moments: readonly (string | null)[], from: 0 | -1 = 0): string | undefined =>
  moments
    .filter((moment) => moment !== null)
    .sort()
    .at(from);

export const incidentsList = ExportedList.of<IncidentItemDto>({
  name: 'incidents',
  columns: [
    { name: 'key', read: ({ key }) => key },
    { name: 'report_count', type: 'integer', read: ({ reports }) => reports.length },
    { name: 'places', beside: 'place', read: placesOf },
    {
      name: 'occurred_from',
      type: 'day',
      read: ({ reports }) => first(reports.map(({ occurredFrom }) => occurredFrom)),
    },
    {
      name: 'occurred_to',
      type: 'day',
      read: ({ reports }) =>
        first(
          reports.map(({ occurredTo }) => occurredTo),
          -1,
        ),
    },
    { name: 'summaries', read: ({ reports }) => reports.map(({ summary }) => summary) },
    { name: 'via', read: ({ reports }) => reports.map(({ via }) => via) },
    // The first of them: programs of maps take several instants in one text for one, and lose the rest.
    { name: 'known_from', beside: 'local', read: ({ reports }) => first(reports.map(({ knownFrom }) => knownFrom)) },
    ...reportColumns<IncidentItemDto>(({ reports }) => reports.map(({ report }) => report)),
  ],
  placesOf,
});
