import type { MatchedDto } from '../apps/api/src/editions/edition-answer.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { campaignLines } from './harness/campaign-events.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { jobDone, type ToldJob } from './harness/job-done.js';

interface Ordered {
  readonly edition: { readonly id: string; readonly name: string };
  readonly job: { readonly id: string };
  readonly matched: readonly MatchedDto[];
  readonly notes: readonly string[];
}

interface SentReport {
  readonly externalId: string;
  readonly source: { readonly chain: readonly string[]; readonly speaksFor?: readonly string[]; seenByOutlet: boolean };
}

interface SentActor {
  readonly id: string;
  readonly parents?: readonly (string | { readonly actor: string })[];
}

const sent = campaignLines<SentReport>('reports.ndjson');

/** The actor and all that the sample has below it. */
function partsOf(whole: string): ReadonlySet<string> {
  const actors = campaignLines<SentActor>('actors.ndjson');
  const parts = new Set([whole]);
  for (const part of parts)
    for (const { id, parents = [] } of actors)
      if (parents.some((parent) => (typeof parent === 'string' ? parent : parent.actor) === part)) parts.add(id);
  return parts;
}

describe.each(logKinds())('what if without a source or a side, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let made = 0;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  async function without(left: object): Promise<Ordered> {
    const order = { name: `without-${(made += 1)}`, definition: { without: left } };
    const { body } = await sitrep.http.post('/v1/editions').send(order).expect(202);
    await finished(body.job.id);
    return body as Ordered;
  }

  async function finished(job: string): Promise<unknown> {
    return jobDone(() => readAnswer<ToldJob>(sitrep, `/v1/jobs/${job}`));
  }

  /** The numbers of the reports that the edition does not have. */
  async function missing({ edition }: Ordered): Promise<readonly string[]> {
    const { items } = await readAnswer<{ items: readonly { externalId: string }[] }>(sitrep, '/v1/reports', {
      edition: edition.name,
      limit: '1000',
    });
    const there = new Set(items.map(({ externalId }) => externalId));
    return sent.map(({ externalId }) => externalId).filter((number) => !there.has(number));
  }

  const listed = ({ reports }: MatchedDto): readonly string[] =>
    reports.map(({ externalId }) => externalId ?? '').sort();

  it('a monitor is left out under any of its names, and by its id', async () => {
    const byId = await missing(await without({ sources: ['sohr'] }));
    expect(byId).toEqual(['D001', 'D004', 'D005', 'D007']);
    for (const name of ['British-based monitor', 'syrian  observatory for Human Rights', 'SO\u200fHR'])
      expect(await missing(await without({ sources: [name] })), name).toEqual(byId);
  });

  it('the Iraqi military is left out with its parts, and the answer lists the voices and the reports', async () => {
    const ordered = await without({ sources: ['Iraqi military'] });
    const [matched] = ordered.matched;
    expect(matched).toMatchObject({ kind: 'source', name: 'Iraqi military', actors: ['iraqi-security-forces'] });
    expect(matched!.voices).toEqual([
      'Iraqi military',
      'Iraqi military; Maj Gen Ali Kadhem al-Lami, Federal Police 5th Division',
      'Lt Gen Abdul Ameer Rasheed Yarallah, campaign commander',
    ]);
    expect(matched!.reportCount).toBe(matched!.reports.length);
    expect(listed(matched!)).toEqual(await missing(ordered));
    const killed = { measure: 'killed', group: 'islamic-state', edition: ordered.edition.name };
    const { itemised, combined } = await readOne<TallyItemDto>(sitrep, '/v1/tallies', killed);
    expect([itemised, combined]).toEqual([
      { low: 24, best: null, high: null },
      { low: 24, best: null, high: null },
    ]);
    expect(ordered.notes).toEqual([]);
  });

  it('a side is left out with all that speaks for it alone, and nothing that another tells too', async () => {
    const ordered = await without({ sides: ['iraq'] });
    const parts = partsOf('iraq');
    const ofIraq = sent.filter(({ source: { speaksFor, seenByOutlet } }) => {
      const speakers = speaksFor ?? [];
      return !seenByOutlet && speakers.length > 0 && speakers.every((actor) => parts.has(actor));
    });
    const left = await missing(ordered);
    expect(ofIraq.length).toBeGreaterThan(10);
    expect(left).toEqual(expect.arrayContaining(ofIraq.map(({ externalId }) => externalId)));
    const others = sent.filter(
      ({ externalId }) => left.includes(externalId) && !ofIraq.some((one) => one.externalId === externalId),
    );
    expect(others.filter(({ source }) => source.speaksFor !== undefined)).toEqual([]);
    expect(listed(ordered.matched[0]!)).toEqual(left);
    expect(await missing(await without({ sides: ['Abadi government'] }))).toEqual(left);
  });

  it('an edition tells what each name leaves out of it, and is what a refold of the log gives', async () => {
    const ordered = await without({ sides: ['syrian-government'], sources: ['SANA'], outlets: ['nobody'] });
    const { id } = ordered.edition;
    const { matched } = await readAnswer<{ matched: readonly MatchedDto[] }>(sitrep, `/v1/editions/${id}`);
    expect(matched).toEqual(ordered.matched);
    expect(matched.map(({ kind: one, actors }) => [one, ...actors])).toEqual([
      ['outlet'],
      ['source', 'sana'],
      ['side', 'syrian-government'],
    ]);
    const { body } = await sitrep.http.post(`/v1/editions/${id}/verification`).expect(202);
    expect(await finished(body.id ?? body.job.id)).toMatchObject({ result: { equal: true } });
  });

  it('notes tell of names that match nothing, and of names that several actors bear', async () => {
    const { notes } = await without({
      sources: ['residents', 'nobody'],
      sides: ['nobody', 'residents'],
      outlets: ['Rueters'],
    });
    expect(notes).toEqual([
      'No report is of the outlet "Rueters": nothing stays out for it.',
      'No report names the voice "nobody": nothing stays out for it.',
      '"residents" is a name of civilians and mosul-residents: only what is printed so stays out. Send the id that is meant.',
      'No registered actor is called "nobody": nothing stays out for that side.',
      '"residents" is a name of civilians and mosul-residents: nothing stays out for it. Send the id that is meant.',
    ]);
  });

  it('a name registered after the report counts as one registered before', async () => {
    const clinic = {
      id: 'field-clinic',
      name: 'Field clinic',
      kind: 'organisation',
      registeredAt: '2017-04-01T00:00:00Z',
    };
    expect(await missing(await without({ sources: ['military officials'] }))).toHaveLength(3);
    await sitrep.http
      .post('/v1/actors')
      .send({ ...clinic, aliases: ['military officials'] })
      .expect(201);
    await sitrep.settled();
    const [matched] = (await without({ sources: ['field-clinic'] })).matched;
    expect(matched).toMatchObject({ actors: ['field-clinic'], voices: ['military officials'], reportCount: 3 });
  });
});
