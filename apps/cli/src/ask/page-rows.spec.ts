import { itemsOf, rowOf } from './page-rows.js';

const report = { id: 'r-1', externalId: 'R-17', summary: 'Police took the city' };
const names = { iraq: 'Iraq' };

describe('a row of a page', () => {
  it('of control has names beside ids', () => {
    const item = { place: { id: 'mosul', name: 'Mosul' }, status: 'held', holders: ['iraq', 'x'], lastEvidence: null };
    expect(rowOf({ ...item, stale: true, reports: [report] }, names)).toMatchObject({
      place: 'mosul',
      place_name: 'Mosul',
      holders: 'iraq; x',
      holders_name: 'Iraq; x',
      last_evidence: '',
      stale: 'true',
      report_numbers: 'R-17',
      reports: 'r-1',
    });
  });

  it('of a change says its list, and both sides', () => {
    const before = { status: 'unknown', holders: [] };
    const after = { status: 'held', holders: ['iraq'] };
    const page = {
      lapsed: [],
      changedHands: [{ place: { id: 'mosul', name: 'Mosul' }, before, after, reports: [report] }],
      counts: [
        { measure: 'killed', places: ['mosul'], before: null, after: { low: 3, best: null, high: 5 }, reports: [] },
      ],
    };
    const [control, count] = itemsOf(page).map((item) => rowOf(item, names));
    expect(control).toMatchObject({ list: 'changedHands', place: 'mosul', before: 'unknown', after: 'held' });
    expect(control).toMatchObject({ after_holders_name: 'Iraq', summaries: 'Police took the city' });
    expect(count).toMatchObject({
      list: 'counts',
      count_places_name: 'mosul',
      after_low: '3',
      after_high: '5',
      after: '',
    });
  });

  it('of an incident, a report and an actor has what lies deeper', () => {
    const incident = rowOf({ key: 'E-1', reports: [{ report: { id: 'r-1', externalId: 'R-17' }, summary: 'S' }] }, {});
    expect(incident).toMatchObject({ report_count: '1', report_numbers: 'R-17', summaries: 'S' });
    const read = rowOf(
      { id: 'r-1', externalId: 'R-17', source: { outlet: 'AFP' }, grade: { reliability: 'B', credibility: 2 } },
      {},
    );
    expect(read).toMatchObject({ id: 'r-1', external_id: 'R-17', outlet: 'AFP', reliability: 'B', credibility: '2' });
    expect(rowOf({ id: 'a', parents: [{ actor: 'iraq' }] }, {})).toMatchObject({ parents: 'iraq' });
  });
});
