// Started by a test in a process of its own: follows the log of DATABASE_URL into the live edition as the projector
// does, but trusts that nobody has taken its place. What happens then is why the projector does not.
import { createHash } from 'node:crypto';
import { openStorage } from '#editions';
import { decodeEvent, type EventBatch, type Follower } from '#event-log';
import { type Fact, project } from '#read-models';

const storage = await openStorage({
  databaseUrl: process.env.DATABASE_URL ?? '',
  applicationName: 'sitrep-projector',
  kafkaTopic: 'none',
  onTrouble: () => undefined,
});
const live = await storage.editions.prepareLive(storage.eventLog);

const unfenced: Follower = {
  claim: async () => new Map((await storage.editions.position(live)).entries()),
  async apply({ partition, events }: EventBatch) {
    const next = (events.at(-1)?.offset ?? -1n) + 1n;
    await storage.database.transaction(async (sql) => {
      await sql.query(`update "${live.schema}".checkpoint set next_offset = $2::bigint where partition = $1::int`, [
        partition,
        next.toString(),
      ]);
      await project({ sql, schema: live.schema }, factsOf({ partition, events }), {});
    });
  },
};

const factsOf = ({ events }: EventBatch): readonly Fact[] =>
  events.flatMap((recorded) => {
    const decoded = decodeEvent(recorded);
    const digest = createHash('sha256').update(recorded.body).digest();
    return decoded.ok ? [{ eventId: recorded.id, event: decoded.event, digest }] : [];
  });

await storage.eventLog.follow('unfenced', unfenced);
process.stderr.write('following the log\n');
