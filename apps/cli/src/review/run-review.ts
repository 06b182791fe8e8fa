import { readApi } from '../api/api-fetch.js';
import { jsonPost, postOrRefuse } from '../api/post-or-refuse.js';
import { type Effect, effectTable } from '../report/effect-table.js';
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
  readonly revision?: string;
  readonly bundle?: string;
  readonly note?: string;
}

export interface RejectFlags extends ReviewFlags {
  readonly revision?: string;
  readonly reason: string;
}

interface Person {
  readonly id: string;
  readonly name: string | null;
}

interface DraftItem {
  readonly id: string;
  readonly state: string;
  readonly revision: string;
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

interface Results {
  readonly approved: number;
  readonly refused: number;
  /** Of a bundle: drafts that wait for their authors, and are left. */
  readonly sentBack?: number;
  readonly more: boolean;
  readonly results: readonly { readonly id: string; readonly problem?: { readonly detail: string } }[];
}

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
  const { effect } = (await (await readApi(url, `${address}/preview`, jsonPost({}))).json()) as {
    readonly effect: readonly Effect[];
  };
  if (json === true) return printJson({ draft, effect }, terminal);
  terminal.out.write(`${linesOf(draft).map(printable).join('\n')}\n`);
  if (effect.length > 0) terminal.out.write(`\n${effectTable(effect)}`);
}

/** Approves drafts, and says of which it could not. The exit code is 5 where one was refused. @throws {CommandFailed} */
export async function approveDrafts(ids: readonly string[], flags: ApproveFlags, terminal: Terminal): Promise<void> {
  const { url, json, bundle, note, revision } = flags;
  if ((ids.length === 0) === (bundle === undefined))
    throw new CommandFailed('Say which drafts: either their ids, or --bundle.');
  const [first = ''] = ids;
  if (revision !== undefined) {
    if (ids.length !== 1) throw new CommandFailed('--revision is of one draft: name that one.');
    return decide(first, 'approval', { revision, ...(note !== undefined && { note }) }, flags, terminal);
  }
  let approved = 0;
  let after: string | undefined;
  let sentBack = 0;
  for (let more = true; more;) {
    const which = bundle === undefined ? { ids } : { bundle, ...(after !== undefined && { after }) };
    const body = jsonPost({ ...which, ...(note !== undefined && { note }) });
    const answer = (await (await readApi(url, '/v1/drafts/approvals', body)).json()) as Results;
    approved += answer.approved;
    sentBack = answer.sentBack ?? 0;
    if (answer.refused > 0) terminal.exitCode = exit_refused;
    if (json === true) printJson(answer, terminal);
    for (const { id, problem } of answer.results)
      if (problem !== undefined) terminal.err.write(`${id}: ${printable(problem.detail)}\n`);
    // What was refused stays in the bundle: the rest of it lies behind.
    after = answer.results.at(-1)?.id;
    more = answer.more && after !== undefined;
  }
  if (json === true) return;
  const left =
    sentBack === 0 ? '' : `, ${sentBack} left that need work: name them by their ids to approve them as they are`;
  terminal.out.write(`${approved} approved${left}\n`);
}

/** Rejects a draft; the exit code is 5 where that is refused. @throws {CommandFailed} */
export function rejectDraft(id: string, flags: RejectFlags, terminal: Terminal): Promise<void> {
  const { reason, revision } = flags;
  return decide(id, 'rejection', { reason, ...(revision !== undefined && { revision }) }, flags, terminal);
}

async function decide(
  id: string,
  what: 'approval' | 'rejection',
  body: object,
  { url, json }: ReviewFlags,
  terminal: Terminal,
): Promise<void> {
  const text = await postOrRefuse(url, `/v1/drafts/${encodeURIComponent(id)}/${what}`, body, terminal);
  if (text === undefined) return;
  if (json === true) printJson(JSON.parse(text) as object, terminal);
  else terminal.out.write(what === 'approval' ? '1 approved\n' : `${id} is rejected\n`);
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

function linesOf(draft: ShownDraft): readonly string[] {
  const { decision } = draft;
  const alike = ({ score, report }: Alike): string => `${report.report.id} (${score.toFixed(2)}): ${report.summary}`;
  return [
    `${draft.id} ${draft.state}${draft.assignee === null ? '' : `, assigned to ${nameOf(draft.assignee)}`}`,
    `${draft.type} at ${draft.places.join(', ') || '-'}, ${draft.outlet}, ${draft.reportedAt}, sent by ${nameOf(draft.sentBy)}`,
    draft.summary,
    `Revision ${draft.revision}`,
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
