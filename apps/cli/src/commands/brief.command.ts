import { type Command, Option } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { BriefFlags } from '../brief/run-brief.js';
import type { Terminal } from '../terminal/terminal.js';

const formats = ['md', 'html', 'docx', 'json'];

const examples = `
Examples:
  sitrep brief 2017-03-08 2017-03-09                                     what changed, as Markdown
  sitrep brief 2017-03-08 2017-03-09 --within mosul --lang ar --format docx --out mosul.docx
  sitrep brief 2017-03-08 2017-03-09 --published-at 2017-03-09T20:00:00Z --known 2017-03-20
                                                                         what we would say otherwise by then`;

/** `sitrep brief`: the briefing between two dates, as a document. */
export function addBriefCommand(program: Command, terminal: Terminal): void {
  program
    .command('brief')
    .description('write what changed between two dates, in sentences with their reports')
    .argument('<from>', 'the earlier date: a day or an instant')
    .argument('<to>', 'the later date; as known at its end, unless --known says otherwise')
    .option('--within <place>', 'of this place and its parts alone')
    .option('--lang <language>', 'en, fr or ar (default: en)')
    .addOption(new Option('--format <format>', 'what it is written as').choices(formats).default('md'))
    .option('--known <day|instant>', 'as known when')
    .option(
      '--published-at <instant>',
      'when it was published: adds what would be said otherwise by --known, now without it',
    )
    .option('--policy <name>', 'whose word counts: all-sources@1 or admission-against-interest@1')
    .option('--edition <name>', 'the edition that is asked (default: live)')
    .option('--out <file>', 'write it to this file instead of printing it')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText('after', examples)
    .action(async (from: string, to: string, flags: BriefFlags) => {
      const { runBrief } = await import('../brief/run-brief.js');
      await runBrief(from, to, flags, terminal);
    });
}
