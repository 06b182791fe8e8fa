import { Rejected } from '../http/rejected.js';
import { TriedOnly } from '../intake/acceptance.service.js';
import { LineTrial } from './line-trial.js';
import type { SentLine } from './sent-line.js';

describe('lines that are tried', () => {
  const sent = { kind: 'report', body: {} } as unknown as SentLine;
  const taken = new Rejected('conflict', 'The id stands for other content.');
  const tried = (digest: string) => new TriedOnly('reported', 'e1' as TriedOnly['eventId'], false, digest, taken);

  it('repeat an earlier line of the same content, and are refused where it gave their id to other content', () => {
    const trial = new LineTrial();
    const statuses = [tried('a'), tried('a')].map((refusal) => trial.outcomeOf(sent, refusal).status);
    expect(statuses).toEqual([201, 200]);
    expect(() => trial.outcomeOf(sent, tried('b'))).toThrow(taken);
  });
});
