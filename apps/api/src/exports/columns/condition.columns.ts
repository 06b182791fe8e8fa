import type { ClaimedConditionDto } from '../../conditions/claimed-condition.dto.js';
import type { ConditionItemDto } from '../../conditions/condition-answer.dto.js';
import { ExportedList } from '../exported-list.js';
import { axisColumns, json } from './shared.columns.js';

/** An axis in either of the two stances: what the other one has is empty. */
type Axis = Partial<NonNullable<ConditionItemDto['integrity']>> &
  Partial<NonNullable<ClaimedConditionDto['integrity']>>;

interface Either {
  readonly place: ConditionItemDto['place'];
  readonly integrity: Axis | null;
  readonly passage: Axis | null;
}

export const conditionsList = ExportedList.of<Either>({
  name: 'conditions',
  columns: [
    { name: 'place', beside: 'place', read: ({ place }) => place.id },
    { name: 'kind', read: ({ place }) => place.kind },
    ...axisColumns<Either>('integrity', ({ integrity }) => integrity),
    { name: 'integrity_sides', read: ({ integrity }) => json(integrity?.sides) },
    { name: 'integrity_sides_agree', type: 'boolean', read: ({ integrity }) => integrity?.agree },
    ...axisColumns<Either>('passage', ({ passage }) => passage),
    { name: 'passage_sides', read: ({ passage }) => json(passage?.sides) },
    { name: 'passage_sides_agree', type: 'boolean', read: ({ passage }) => passage?.agree },
  ],
  placesOf: ({ place }) => [place.id],
});
