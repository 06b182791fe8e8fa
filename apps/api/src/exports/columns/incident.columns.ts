import type { IncidentItemDto } from '../../incidents/incident-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { reportColumns } from './shared.columns.js';

export const incidentsList = ExportedList.of<IncidentItemDto>({
  name: 'incidents',
  columns: [
    { name: 'key', read: ({ key }) => key },
    { name: 'report_count', read: ({ reports }) => reports.length },
    { name: 'summaries', read: ({ reports }) => reports.map(({ summary }) => summary) },
    { name: 'via', read: ({ reports }) => reports.map(({ via }) => via) },
    { name: 'known_from', beside: 'local', read: ({ reports }) => reports.map(({ knownFrom }) => knownFrom) },
    ...reportColumns<IncidentItemDto>(({ reports }) => reports.map(({ report }) => report)),
  ],
});
