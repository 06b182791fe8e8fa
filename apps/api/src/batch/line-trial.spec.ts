import { Rejected } from '../http/rejected.js';
import { TriedOnly } from '../intake/acceptance.service.js';
import { LineTrial } from './line-trial.js';
import type { SentLine } from './sent-line.js';

describe('lines that are tried', () => {
  const sent = { kind: 'report', body: {} } as unknown as SentLine;
  const taken = new Rejected('conflict', 'The id stands for other content.');
  const tried = (digest: string, kind: TriedOnly['kind'] = 'reported') =>
    new TriedOnly(kind, 'e1' as TriedOnly['eventId'], false, digest, taken);

  it('repeat an earlier line of the same content, and are refused where it gave their id to other content', () => {
    const trial = new LineTrial();
    const statuses = [tried('a'), tried('a')].map((refusal) => trial.outcomeOf(sent, refusal).status);
    expect(statuses).toEqual([201, 200]);
    expect(() => trial.outcomeOf(sent, tried('b'))).toThrow(taken);
  });

  it('revise the draft of an earlier line, where the body revises drafts alone', () => {
    const outcomes = (revises: boolean) => {
      const trial = new LineTrial({ asDraft: true, revises });
      return ['a', 'b', 'b'].map((digest) => trial.outcomeOf(sent, tried(digest, 'report_drafted')));
    };
    expect(outcomes(true)).toMatchObject([{ status: 201 }, { status: 201, revised: true }, { status: 200 }]);
    expect(() => outcomes(false)).toThrow(taken);
  });
});
