import { readApi, refusalOf, responseOf } from '../api/api-fetch.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { exit_refused } from '../terminal/exit-codes.js';
import { type Column, formatTable, printable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';

export interface ReviewFlags {
  readonly url: string;
  readonly json?: true;
}

export interface ListFlags extends ReviewFlags {
  readonly state?: readonly string[];
  readonly assignee?: string;
  readonly sentBy?: string;
  readonly outlet?: string;
  readonly place?: string;
  readonly bundle?: string;
}

export interface ApproveFlags extends ReviewFlags {
  readonly bundle?: string;
  readonly note?: string;
}

export interface RejectFlags extends ReviewFlags {
  readonly reason: string;
}

interface Person {
  readonly id: string;
  readonly name: string | null;
}

interface DraftItem {
  readonly id: string;
  readonly state: string;
  readonly type: string;
  readonly summary: string;
  readonly outlet: string;
  readonly places: readonly string[];
  readonly reportedAt: string;
  readonly sentBy: Person | null;
  readonly assignee: Person | null;
  readonly decision: {
    readonly kind: string;
    readonly at: string;
    readonly reason: string | null;
    readonly by: Person | null;
  } | null;
}

interface Alike {
  readonly score: number;
  readonly report: { readonly report: { readonly id: string }; readonly summary: string };
}

interface ShownDraft extends DraftItem {
  readonly readings: readonly {
    readonly eventId: string;
    readonly at: string | null;
    readonly reason: string | null;
  }[];
  readonly entries: readonly {
    readonly at: string;
    readonly kind: string;
    readonly detail: string | null;
    readonly by: Person;
  }[];
  readonly likelyDuplicates: readonly Alike[];
  readonly likelyDuplicateDrafts: readonly Alike[];
  readonly contradictions: readonly {
    readonly kind: string;
    readonly place: string | null;
    readonly reports: readonly string[];
  }[];
}

interface Side {
  readonly status?: string;
  readonly state?: string;
  readonly holders?: readonly string[];
}

interface Effect {
  readonly place: { readonly id: string };
  readonly on: string;
  readonly before: Side;
  readonly after: Side;
  readonly changes: boolean;
}

interface Results {
  readonly approved: number;
  readonly refused: number;
  readonly more: boolean;
  readonly results: readonly { readonly id: string; readonly problem?: { readonly detail: string } }[];
}

const json_body = { 'content-type': 'application/json' };

/** Prints the queue, page after page. @throws {CommandFailed} */
export async function listDrafts({ url, json, ...asked }: ListFlags, terminal: Terminal): Promise<void> {
  const { state, ...others } = asked;
  const given = Object.entries({ ...others, state: state?.join() }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  let next: string | undefined = `/v1/drafts?${new URLSearchParams(given).toString()}`;
  const items: DraftItem[] = [];
  while (next !== undefined) {
    const page = (await (await readApi(url, next)).json()) as {
      readonly items: readonly DraftItem[];
      readonly links: readonly { readonly rel: string; readonly href: string }[];
    };
    items.push(...page.items);
    next = page.links.find(({ rel }) => rel === 'next')?.href;
  }
  if (json === true) printJson({ items }, terminal);
  else terminal.out.write(formatTable(columns, items));
}

/** Prints a draft, what is beside it, and what approving it would change. @throws {CommandFailed} */
export async function showDraft(id: string, { url, json }: ReviewFlags, terminal: Terminal): Promise<void> {
  const address = `/v1/drafts/${encodeURIComponent(id)}`;
  const draft = (await (await readApi(url, address)).json()) as ShownDraft;
  const init = { method: 'POST', body: '{}', headers: json_body };
  const { effect } = (await (await readApi(url, `${address}/preview`, init)).json()) as {
    readonly effect: readonly Effect[];
  };
  if (json === true) return printJson({ draft, effect }, terminal);
  terminal.out.write(`${linesOf(draft).map(printable).join('\n')}\n`);
  if (effect.length > 0) terminal.out.write(`\n${formatTable(effectColumns, effect)}`);
}

/** Approves drafts, and says of which it could not. The exit code is 5 where one was refused. @throws {CommandFailed} */
export async function approveDrafts(
  ids: readonly string[],
  { url, json, bundle, note }: ApproveFlags,
  terminal: Terminal,
): Promise<void> {
  if (ids.length === 0 && bundle === undefined) throw new CommandFailed('Say which drafts: their ids, or --bundle.');
  const body = { ...(bundle === undefined ? { ids } : { bundle }), ...(note !== undefined && { note }) };
  let approved = 0;
  for (let more = true; more;) {
    const init = { method: 'POST', body: JSON.stringify(body), headers: json_body };
    const answer = (await (await readApi(url, '/v1/drafts/approvals', init)).json()) as Results;
    approved += answer.approved;
    if (answer.refused > 0) terminal.exitCode = exit_refused;
    if (json === true) printJson(answer, terminal);
    for (const { id, problem } of answer.results)
      if (problem !== undefined) terminal.err.write(`${id}: ${printable(problem.detail)}\n`);
    // What was refused stays in the bundle: without progress the same would be refused for ever.
    more = answer.more && bundle !== undefined && answer.approved > 0;
  }
  if (json !== true) terminal.out.write(`${approved} approved\n`);
}

/** Rejects a draft; the exit code is 5 where that is refused. @throws {CommandFailed} */
export async function rejectDraft(id: string, { url, json, reason }: RejectFlags, terminal: Terminal): Promise<void> {
  const init = { method: 'POST', body: JSON.stringify({ reason }), headers: json_body };
  const response = await responseOf(url, `/v1/drafts/${encodeURIComponent(id)}/rejection`, init);
  const text = await response.text();
  if (response.ok) {
    if (json === true) printJson(JSON.parse(text) as object, terminal);
    else terminal.out.write(`${id} is rejected\n`);
    return;
  }
  if (response.status >= 500) throw new CommandFailed(refusalOf(text, response.status));
  terminal.err.write(`Refused: ${printable(refusalOf(text, response.status))}\n`);
  terminal.exitCode = exit_refused;
}

const printJson = (answer: object, { out }: Terminal): void =>
  void out.write(`${JSON.stringify({ version: json_version, ...answer }, undefined, 2)}\n`);

const nameOf = (person: Person | null): string => (person === null ? '-' : (person.name ?? person.id));

const columns: readonly Column<DraftItem>[] = [
  { title: 'ID', of: ({ id }) => id },
  { title: 'STATE', of: ({ state }) => state },
  { title: 'REPORTED', of: ({ reportedAt }) => reportedAt.slice(0, 16) },
  { title: 'OUTLET', of: ({ outlet }) => outlet },
  { title: 'SENT BY', of: ({ sentBy }) => nameOf(sentBy) },
  { title: 'ASSIGNED', of: ({ assignee }) => nameOf(assignee) },
  { title: 'SUMMARY', of: ({ summary }) => summary },
];

const effectColumns: readonly Column<Effect>[] = [
  { title: 'PLACE', of: ({ place }) => place.id },
  { title: 'ON', of: ({ on }) => on },
  { title: 'BEFORE', of: ({ before }) => sideText(before) },
  { title: 'AFTER', of: ({ after }) => sideText(after) },
  { title: 'CHANGES', of: ({ changes }) => (changes ? 'yes' : 'no') },
];

const sideText = ({ status, state, holders = [] }: Side): string =>
  [status ?? state ?? '-', holders.join(', ')].filter(Boolean).join(' ');

function linesOf(draft: ShownDraft): readonly string[] {
  const { decision } = draft;
  const alike = ({ score, report }: Alike): string => `${report.report.id} (${score.toFixed(2)}): ${report.summary}`;
  return [
    `${draft.id} ${draft.state}${draft.assignee === null ? '' : `, assigned to ${nameOf(draft.assignee)}`}`,
    `${draft.type} at ${draft.places.join(', ') || '-'}, ${draft.outlet}, ${draft.reportedAt}, sent by ${nameOf(draft.sentBy)}`,
    draft.summary,
    ...draft.readings.slice(1).map(({ at, reason }) => `Revised ${at ?? ''}: ${reason ?? ''}`),
    ...draft.entries.map(({ at, kind, detail, by }) => `${at} ${nameOf(by)} ${kind}: ${detail ?? 'nobody'}`),
    ...draft.likelyDuplicates.map((one) => `Much like report ${alike(one)}`),
    ...draft.likelyDuplicateDrafts.map((one) => `Much like draft ${alike(one)}`),
    ...draft.contradictions.map(
      ({ kind, place, reports }) => `Contradicts (${kind}${place === null ? '' : `, ${place}`}) ${reports.join(', ')}`,
    ),
    ...(decision === null
      ? []
      : [`${decision.kind} by ${nameOf(decision.by)} at ${decision.at}: ${decision.reason ?? '-'}`]),
  ];
}
