import { RowsOutcome } from './rows-outcome.js';

it('the complaints show every fault of the first twenty refusals, and say how many more were refused', () => {
  const outcome = new RowsOutcome('table', false);
  const fault = (column: string) => ({ column, pointer: '', reason: 'It is wrong.' });
  for (let line = 1; line <= 25; line += 1) outcome.refuse({ line, cells: {} }, [fault('a'), fault('b')]);
  const complaints = outcome.complaints();
  expect(complaints.slice(0, 2)).toEqual(['line 1: column a: It is wrong.', 'line 1: column b: It is wrong.']);
  expect(complaints.slice(-2)).toEqual(['line 20: column b: It is wrong.', 'and 5 more']);
  expect(complaints).toHaveLength(41);
});
