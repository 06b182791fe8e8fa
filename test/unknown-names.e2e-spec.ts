import { encodeEvent } from '#event-log';
import type { Actor, Place } from '#situation';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const registeredAt = '2023-01-01T00:00:00Z';
const place: Place = {
  id: 'far-ford',
  name: 'Far Ford',
  aliases: [],
  kind: 'city',
  timeZone: 'Asia/Baghdad',
  registeredAt,
};
const actor: Actor = { id: 'blues', name: 'Blues', aliases: [], kind: 'state', ...emptyRelations(), registeredAt };

function emptyRelations() {
  return { parents: [], alliedWith: [], opposes: [] };
}

describe.each(logKinds())('names in a report while the projector is away, with the log in %s', (kind) => {
  let sitrep: RunningSitrep;
  let number = 0;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.following.stop();
    // As another process does, which tells this one nothing.
    await sitrep.eventLog.append([
      encodeEvent({ kind: 'place_registered', data: place }),
      encodeEvent({ kind: 'actor_registered', data: actor }),
    ]);
  });
  afterAll(() => sitrep.stop());

  const send = (named: string) =>
    sitrep.http
      .post('/v1/reports')
      .send({
        externalId: `U${(number += 1)}`,
        type: 'statement',
        summary: 'Something.',
        occurred: { from: '2023-05-01' },
        reportedAt: '2023-06-01T08:00:00Z',
        source: { outlet: 'Desk' },
        places: [named],
        actors: [{ role: 'by', actor: 'blues' }],
      });

  it('are found in the log', async () => {
    await send('far-ford').expect(201);
  });

  it('are told to be unknown from what the log has, and make nobody wait', async () => {
    const { body } = await send('far-fort').expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/places/0', code: 'unknown_place' }]);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => send(index % 6 === 0 ? 'far-ford' : 'x')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, index) => (index % 6 === 0 ? 201 : 422)));
  });

  it('are those that this process has just registered', async () => {
    const near = { id: 'near-ford', name: 'Near Ford', kind: 'city', timeZone: 'UTC' };
    await sitrep.http.post('/v1/places').send(near).expect(201);
    await send('near-ford').expect(201);
  });
});
