import type { Watch } from '../domain/question.js';
import type { Outcome } from './channel.js';

/** What sends mail. */
export interface MailServer {
  readonly url: string;
  readonly from: string;
  readonly timeoutMs: number;
}

/** A message as it goes into a mail. */
export interface MailedMessage {
  readonly id: string;
  readonly body: string;
}

interface ShownMessage {
  readonly data: {
    readonly text?: string;
    readonly markdown?: string;
    readonly reports?: readonly { readonly summary?: string }[];
    readonly links?: readonly { readonly rel: string; readonly href: string }[];
  };
}

/** Sends messages of a watch as one mail, in plain text. Its Message-ID is that of the first message. */
export async function sendMail(
  { name }: Pick<Watch, 'name'>,
  to: readonly string[],
  messages: readonly MailedMessage[],
  { url, from, timeoutMs }: MailServer,
): Promise<Outcome> {
  const begun = performance.now();
  const tookMs = (): number => Math.round(performance.now() - begun);
  const times = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url, ...times, disableFileAccess: true, disableUrlAccess: true });
  try {
    const { accepted, rejected } = await transport.sendMail({
      from,
      to: [...to],
      messageId: `<${messages[0]?.id ?? 'empty'}@${from.slice(from.indexOf('@') + 1)}>`,
      subject: subjectOf(name, messages),
      text: messages.map(textOf).join('\n\n'),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const refused = rejected.length === 0 ? '' : ` It refused ${rejected.length} of the addresses.`;
    const detail = `The mail server has taken it for ${accepted.length} of ${to.length} addresses.${refused}`;
    return { outcome: 'delivered', status: null, detail, tookMs: tookMs() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', status: null, detail: `The mail server did not take it: ${reason}`, tookMs: tookMs() };
  } finally {
    transport.close();
  }
}

function subjectOf(name: string, messages: readonly MailedMessage[]): string {
  const [only, another] = messages;
  const what = only !== undefined && another === undefined ? shown(only).text : undefined;
  return `[Sitrep] ${name}: ${what ?? `${messages.length} changes`}`.replaceAll(/[\r\n]+/g, ' ').slice(0, 200);
}

function textOf(message: MailedMessage): string {
  const { text = '', markdown, reports = [], links = [] } = shown(message);
  if (markdown !== undefined) return markdown;
  const answer = links.find(({ rel }) => rel === 'answer')?.href;
  return [
    `* ${text}`,
    ...reports.flatMap(({ summary }) => (summary === undefined ? [] : [`  - ${summary}`])),
    ...(answer === undefined ? [] : [`  ${answer}`]),
  ].join('\n');
}

const shown = ({ body }: MailedMessage): ShownMessage['data'] => (JSON.parse(body) as ShownMessage).data;
