import { formatPosition, type Position } from '#event-log';
import { isOfSomebody } from '#situation';
import { digestOf, messageId } from '../domain/change.js';
import type { NewMessage } from '../domain/message.js';
import type { CountedNumber, Watch, WatchQuestion } from '../domain/question.js';
import type { AskedCount, FoundCount, WatchParts } from '../watch-options.js';

/** The question of a watched count; undefined where none is watched. */
export function askedCount({ count, within }: WatchQuestion): AskedCount | undefined {
  if (count === undefined) return undefined;
  const { over: _over, ...asked } = count;
  return { ...asked, ...(within === undefined ? {} : { within }) };
}

/** The count of a watch as it is now; undefined where it watches none. */
export async function countOf(
  { question }: Pick<Watch, 'question'>,
  { asks }: Pick<WatchParts, 'asks'>,
): Promise<FoundCount | undefined> {
  const asked = askedCount(question);
  return asked === undefined ? undefined : asks.count(asked);
}

/** The message where a count has come over its number since it was last looked at. */
export function countMessage(
  watch: Watch,
  now: FoundCount,
  { parts, to }: { readonly parts: Pick<WatchParts, 'baseUrl'>; readonly to: Position },
): NewMessage | undefined {
  const { count } = watch.question;
  if (count === undefined || !isOver(now, count.over) || isOver(watch.counted, count.over)) return undefined;
  const { reports, href, unit, ...number } = now;
  const { measure, group = 'anyone' } = count;
  const whom = count.group !== undefined && isOfSomebody({ measure, group }) ? ` (${group})` : '';
  return {
    id: messageId(watch.id, digestOf(['count', formatPosition(to), number])),
    kind: 'count',
    content: {
      text: `${measure}${whom} is now ${rangeText(now)}, over ${count.over}.`,
      count: { ...count, unit },
      before: watch.counted ?? null,
      after: number,
      reports: reports.map((id) => ({ id })),
      links: [
        { rel: 'answer', href: parts.baseUrl + href },
        ...reports
          .slice(0, most_report_links)
          .map((id) => ({ rel: 'report', href: `${parts.baseUrl}/v1/reports/${id}` })),
      ],
    },
  };
}

const most_report_links = 100;

const isOver = (number: CountedNumber | undefined, over: number): boolean => (number?.best ?? number?.low ?? 0) > over;

const rangeText = ({ low, best, high }: CountedNumber): string =>
  low !== null && high !== null && low !== high
    ? `${best ?? `${low} to ${high}`} (${low} to ${high})`
    : String(best ?? low ?? high);
