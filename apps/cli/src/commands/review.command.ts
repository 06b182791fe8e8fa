import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { ApproveFlags, ListFlags, RejectFlags, ReviewFlags } from '../review/run-review.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep review list --assignee me
  sitrep review show 7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11
  sitrep review approve 7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11 --note "Two agencies say so."
  sitrep review approve --bundle import-kobo.csv-7d9f1d3e
  sitrep review reject 7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11 --reason "The picture is of another year."

Exit status: 0 done, 5 something was refused, 1 the API did not take it.`;

/** `sitrep review`: the queue of drafts, and decisions about them. */
export function addReviewCommand(program: Command, terminal: Terminal): void {
  const review = program
    .command('review')
    .description('list drafts that wait for an approval, look at one, approve or reject')
    .addHelpText('after', examples);
  const load = () => import('../review/run-review.js');
  const withUrl = (command: Command): Command =>
    command
      .option('--json', 'print the answer of the API as JSON')
      .option('--url <url>', 'where the API listens', defaultUrl());
  withUrl(
    review
      .command('list')
      .description('print the queue, in the order in which the sources made the drafts known')
      .option('--state <state...>', 'new, in_review, needs_work, approved or rejected; by default the undecided ones')
      .option('--assignee <principal>', 'assigned to them; `me` is you')
      .option('--sent-by <principal>', 'sent by them; `me` is you')
      .option('--outlet <outlet>', 'of this outlet')
      .option('--place <place>', 'about this place or a part of it')
      .option('--bundle <bundle>', 'sent together under this name, such as an import'),
  ).action(async (flags: ListFlags) => (await load()).listDrafts(flags, terminal));
  withUrl(
    review
      .command('show')
      .description('print one draft with what is like it and what it would change')
      .argument('<id>', 'the draft'),
  ).action(async (id: string, flags: ReviewFlags) => (await load()).showDraft(id, flags, terminal));
  withUrl(
    review
      .command('approve')
      .description('approve drafts: by their ids, or all that were sent together')
      .argument('[id...]', 'the drafts')
      .option('--bundle <bundle>', 'the drafts that wait (new, in_review) and were sent together under this name')
      .option(
        '--revision <event>',
        'of one draft: what you have read, as `show` says; refused where it reads otherwise by now',
      )
      .option('--note <text>', 'what the decision rests on'),
  ).action(async (ids: string[], flags: ApproveFlags) => (await load()).approveDrafts(ids, flags, terminal));
  withUrl(
    review
      .command('reject')
      .description('reject a draft; it stays with the reason, and counts for nothing')
      .argument('<id>', 'the draft')
      .option('--revision <event>', 'what you have read, as `show` says; refused where it reads otherwise by now')
      .requiredOption('--reason <text>', 'why'),
  ).action(async (id: string, flags: RejectFlags) => (await load()).rejectDraft(id, flags, terminal));
}
