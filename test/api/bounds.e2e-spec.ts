import { randomUUID } from 'node:crypto';
import {
  most_accounts,
  most_amendments,
  most_claims_and_figures,
  most_levels,
  most_parents_of_a_day,
  most_tops_of_a_day,
} from '#situation';
import { type BatchResult, sendBatch } from '../harness/batch-client.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const reportedAt = '2023-06-02T08:00:00Z';
const report = (number: number, more: object = {}) => ({
  externalId: `N${number}`,
  type: 'statement',
  summary: `Report ${number}.`,
  source: { outlet: 'Desk' },
  reportedAt,
  occurred: { from: '2023-05-01' },
  ...more,
});
const many = <Line>(count: number, line: (index: number) => Line): readonly Line[] =>
  Array.from({ length: count }, (_, index) => line(index));

describe('what reports and registrations build', () => {
  let sitrep: RunningSitrep;
  let url: string;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep.stop());

  /** Sends lines that are all taken. */
  async function taken(lines: readonly object[]): Promise<void> {
    const { results } = await sendBatch(url, lines);
    expect(results.filter(({ status }) => status !== 201)).toEqual([]);
    await sitrep.settled();
  }

  /** Sends one line that is refused, and returns where and why. */
  async function refused(line: object): Promise<readonly string[]> {
    const [result] = (await sendBatch(url, [line])).results as readonly [BatchResult];
    expect(result.status).toBe(422);
    return (result.problem?.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  }

  const place = (id: string, parent?: string) => ({
    kind: 'place',
    body: { id, name: id, kind: 'district', timeZone: 'UTC', ...(parent === undefined ? {} : { parent }) },
  });
  const actor = (id: string, parents: readonly (string | object)[] = []) => ({
    kind: 'actor',
    body: { id, name: id, kind: 'militia', parents },
  });

  it('is as deep as a desk ever builds it, and no deeper, from above and from below', async () => {
    await taken(many(most_levels, (index) => place(`p${index}`, index === 0 ? undefined : `p${index - 1}`)));
    expect(await refused(place('too-deep', `p${most_levels - 1}`))).toEqual(['/parent too_many']);
    await taken([place('p-world')]);
    expect(await refused(place('p0', 'p-world'))).toEqual(['/parent too_many']);
    await taken(many(most_levels, (index) => actor(`a${index}`, index === 0 ? [] : [`a${index - 1}`])));
    expect(await refused(actor('too-deep', [`a${most_levels - 1}`]))).toEqual(['/parents too_many']);
    await taken([actor('a-world')]);
    expect(await refused(actor('a0', ['a-world']))).toEqual(['/parents too_many']);
  });

  it('gives an actor no more parents on one day, nor topmost actors, than one has', async () => {
    const tops = many(2 * most_tops_of_a_day, (index) => `top-${index}`);
    await taken(tops.map((id) => actor(id)));
    const some = (from: number, count: number) => tops.slice(from, from + count);
    await taken([actor('one', some(0, most_parents_of_a_day)), actor('other', some(8, most_parents_of_a_day))]);
    expect(await refused(actor('third', some(0, most_parents_of_a_day + 1)))).toEqual(['/parents too_many']);
    const oneAfterAnother = some(0, most_parents_of_a_day + 4).map((id, index) => {
      const day = `2023-05-${String(index + 1).padStart(2, '0')}`;
      return { actor: id, from: day, to: day };
    });
    await taken([actor('third', oneAfterAnother), actor('both', ['one', 'other'])]);
    expect(await refused(actor('both', ['one', 'other', 'top-20']))).toEqual(['/parents too_many']);
    expect(await refused(actor('one', some(16, most_parents_of_a_day).concat('other')))).toEqual(['/parents too_many']);
  });

  it('takes of one report so many claims and figures together', async () => {
    await taken([place('hill')]);
    const day = (index: number): string => new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10);
    const claims = many(100, (index) => ({ place: 'hill', effect: 'contested', windowFrom: day(index) }));
    const figures = many(most_claims_and_figures - 100 + 1, (index) => ({
      measure: 'killed',
      group: 'anyone',
      best: 1,
      basis: 'incremental',
      place: 'hill',
      period: { from: day(index) },
    }));
    await taken([report(1, { type: 'clash', control: claims, figures: figures.slice(1) })]);
    expect(await refused(report(2, { type: 'clash', control: claims, figures }))).toEqual(['/control too_many']);
  });

  it('takes of one report so many amendments, and the last of them again', async () => {
    const id = randomUUID();
    const grade = (index: number) => ({
      kind: 'grade',
      id,
      body: { reportedAt, reason: `Grade ${index}.`, grade: { reliability: 'B', credibility: 2 } },
    });
    const other = randomUUID();
    await taken([report(10, { id }), report(11, { id: other }), ...many(most_amendments, grade)]);
    expect(await refused(grade(most_amendments))).toEqual([' too_many']);
    const [again] = (await sendBatch(url, [grade(most_amendments - 1)])).results;
    expect(again?.status).toBe(200);
    const links = { reportIds: [id, other].sort(), incident: 'E-HILL', reportedAt, reason: 'One thing.' };
    expect(await refused({ kind: 'links', body: links })).toEqual([
      `/reportIds/${links.reportIds.indexOf(id)} too_many`,
    ]);
  });

  it('takes of one incident so many accounts, by their own word and by links', async () => {
    const incident = { key: 'E-FULL' };
    const ids = many(4, () => randomUUID());
    await taken(ids.map((id, index) => report(5_000 + index, { id })));
    const link = (reportIds: readonly string[]) => ({
      kind: 'links',
      body: { reportIds, incident: 'E-FULL', reportedAt, reason: 'One thing.' },
    });
    await taken(many(most_accounts - 2, (index) => report(20_000 + index, { incident })));
    await taken([link(ids.slice(0, 2))]);
    expect(await refused(report(30_000, { incident }))).toEqual(['/incident/key too_many']);
    expect(await refused(link(ids.slice(1, 3)))).toEqual(['/reportIds too_many']);
    const correction = { reportedAt, reason: 'It belongs there.', report: report(5_003, { incident }) };
    expect(await refused({ kind: 'correction', id: ids[3], body: correction })).toEqual([
      '/report/incident/key too_many',
    ]);
    const [again] = (await sendBatch(url, [report(20_000, { incident })])).results;
    expect(again?.status).toBe(200);
  });
});
