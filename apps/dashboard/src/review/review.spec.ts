import type { ApprovalResultsDto } from 'sitrep-api';
import { withResults } from './bundle.jsx';
import { nextOf } from './decide.jsx';

describe('after a decision', () => {
  const queue = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('the next draft of the queue is opened, after the last the one before it', () => {
    expect(queue.map(({ id }) => nextOf(id, queue))).toEqual(['b', 'c', 'b']);
  });

  it('none is where the queue has no other', () => {
    expect(nextOf('a', [{ id: 'a' }])).toBeUndefined();
    expect(nextOf('x', queue)).toBeUndefined();
  });
});

it('what each round of a bulk approval refuses is listed', () => {
  const round = (approved: number, ...refused: string[]) =>
    ({
      approved,
      refused: refused.length,
      more: true,
      results: refused.map((id) => ({ id, status: 403, problem: { title: 'No', detail: `Not ${id}.` } })),
    }) as unknown as ApprovalResultsDto;
  const first = withResults({ approved: 0, refused: [] }, round(499, 'a'));
  expect(withResults(first, round(20, 'b'))).toEqual({
    approved: 519,
    refused: [
      { id: 'a', why: 'Not a.' },
      { id: 'b', why: 'Not b.' },
    ],
  });
});
