import type { ReportVersionDto } from '../../reports/report-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { json } from './shared.columns.js';

export const reportsList = ExportedList.of<ReportVersionDto>({
  name: 'reports',
  columns: [
    { name: 'id', read: ({ id }) => id },
    { name: 'external_id', read: ({ externalId }) => externalId },
    { name: 'version', type: 'integer', read: ({ version }) => version },
    { name: 'type', read: ({ type }) => type },
    { name: 'nature', read: ({ nature }) => nature },
    { name: 'background', type: 'boolean', read: ({ background }) => background },
    { name: 'summary', read: ({ summary }) => summary },
    { name: 'occurred_from', beside: 'local', read: ({ occurred }) => occurred.from },
    { name: 'occurred_to', beside: 'local', read: ({ occurred }) => occurred.to },
    { name: 'occurred_precision', read: ({ occurred }) => occurred.precision },
    { name: 'reported_at', beside: 'local', read: ({ reportedAt }) => reportedAt },
    { name: 'known_from', beside: 'local', read: ({ knownFrom }) => knownFrom },
    { name: 'known_to', beside: 'local', read: ({ knownTo }) => knownTo },
    { name: 'places', beside: 'place', read: ({ places }) => places },
    { name: 'actor_roles', read: ({ actors }) => actors?.map(({ role }) => role) },
    { name: 'actors', beside: 'actor', read: ({ actors }) => actors?.map(({ actor }) => actor) },
    { name: 'control', read: ({ control }) => json(control) },
    { name: 'condition', read: ({ condition }) => json(condition) },
    { name: 'figures', read: ({ figures }) => json(figures) },
    { name: 'outlet', read: ({ source }) => source.outlet },
    { name: 'source_chain', read: ({ source }) => source.chain },
    { name: 'source_anonymity', read: ({ source }) => source.anonymity },
    { name: 'source_speaks_for', beside: 'actor', read: ({ source }) => source.speaksFor },
    { name: 'reliability', read: ({ grade }) => grade?.reliability },
    { name: 'credibility', type: 'integer', read: ({ grade }) => grade?.credibility },
    { name: 'incident', read: ({ incident }) => incident?.key },
    { name: 'incident_relation', read: ({ incident }) => incident?.relation },
    { name: 'related', read: ({ related }) => related },
    { name: 'contradicts', read: ({ contradicts }) => contradicts },
    { name: 'verification', read: ({ verification }) => verification },
    { name: 'note', read: ({ note }) => note },
  ],
  placesOf: ({ places = [], control = [], condition = [] }) => [
    ...new Set([...places, ...[...control, ...condition].map(({ place }) => place)]),
  ],
});
