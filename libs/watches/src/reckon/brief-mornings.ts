import { addDays, localDay, type TimeZone } from '#situation';
import { digestOf, messageId } from '../domain/change.js';
import type { NewMessage } from '../domain/message.js';
import type { Watch } from '../domain/question.js';
import { addMessages } from '../store/messages.js';
import { watchColumns, watchOf, type WatchRow } from '../store/watch-row.js';
import type { WatchParts } from '../watch-options.js';

/** Stores the briefing of the day before for every watch whose time of the morning has come, once a day. */
export async function briefMornings(parts: WatchParts): Promise<void> {
  const now = new Date();
  const today = localDay(now.getTime(), parts.timeZone);
  const rows = await parts.database.query<WatchRow>(
    `select ${watchColumns} from sitrep.watch
     where state = 'active' and question -> 'briefing' ->> 'at' <= $1 and (briefed_day is null or briefed_day < $2::date)`,
    [timeOfDay(now, parts.timeZone), today],
  );
  for (const watch of rows.map(watchOf)) {
    const brief = await briefingOf(watch, parts, today);
    const message = { ...brief, content: await parts.sight.applied(brief.content) };
    await parts.database.transaction(async (sql) => {
      const taken = await sql.query(
        `update sitrep.watch set briefed_day = $2::date
         where id = $1 and (briefed_day is null or briefed_day < $2::date) returning id`,
        [watch.id, today],
      );
      if (taken.length > 0) await addMessages(sql, watch, [message], now);
    });
  }
}

async function briefingOf(watch: Watch, { asks, baseUrl }: WatchParts, today: string): Promise<NewMessage> {
  const { within, briefing } = watch.question;
  const [from, to] = [-2, -1].map((days) => addDays(today as Parameters<typeof addDays>[0], days)) as [string, string];
  const area = within === undefined ? {} : { within };
  const { title, markdown, href } = await asks.briefing({ from, to, lang: briefing?.lang ?? 'en', ...area });
  return {
    id: messageId(watch.id, digestOf(['briefing', today])),
    kind: 'briefing',
    content: { text: title, from, to, markdown, links: [{ rel: 'answer', href: baseUrl + href }] },
  };
}

/** The time of day in the zone, `06:00`. */
export const timeOfDay = (at: Date, timeZone: TimeZone): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
