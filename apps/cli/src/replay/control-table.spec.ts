import type { ControlItem } from '#read-models/queries';
import { controlTable } from './control-table.js';

const item = (id: string, part: Partial<ControlItem>): ControlItem => ({
  place: { id, name: id },
  status: 'unknown',
  holders: [],
  conditions: [],
  extent: null,
  stale: false,
  transition: null,
  confidence: null,
  lastEvidence: null,
  evidenceAgeDays: null,
  aged: false,
  reports: [],
  ...part,
});

it('the table of control shows the limits of an answer, and dashes where there is none', () => {
  const conditions = ['under_attack', 'under_fire'] as const;
  const held = { status: 'held', confidence: 'high', lastEvidence: '2017-03-07', evidenceAgeDays: 2 } as const;
  const items = [
    item('al-khafsa', {}),
    item('mosul', { ...held, holders: ['iraq', 'islamic-state'], conditions: [...conditions], extent: 'most' }),
    item('silo', { ...held, status: 'contested', stale: true, evidenceAgeDays: 31, aged: true }),
  ];
  expect(controlTable(items)).toBe(
    [
      'PLACE      STATUS             HOLDERS              CONDITIONS                CONFIDENCE  LAST EVIDENCE  AGE',
      'al-khafsa  unknown            -                    -                         -           -              -',
      'mosul      held (most)        iraq, islamic-state  under_attack, under_fire  high        2017-03-07     2 d',
      'silo       contested (stale)  -                    -                         high        2017-03-07     31 d (aged)',
      '',
    ].join('\n'),
  );
});
