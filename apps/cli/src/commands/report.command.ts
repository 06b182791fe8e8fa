import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { ReportFlags } from '../report/run-report.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep report --type clash --summary "Shots at the bridge" --place mosul --on 2017-03-07 \\
    --outlet Reuters --external-id R-16 --dry-run
  sitrep report --type area_seized --summary "Police took the city" --place mosul --on 2017-03-07 \\
    --gained mosul:iraq:islamic-state --count killed:islamic-state:4 --outlet Reuters --external-id R-17 --grade B2
  sitrep report draft.json --set /note="Not confirmed yet"
  jq -n '{type:"clash", …}' | sitrep report -

Exit status: 0 filed (or already there), 5 refused, 1 the API did not take it.`;

/** `sitrep report`: files one report from options, a file or stdin. */
export function addReportCommand(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('file one report from options, a JSON file, or stdin; or show what it would do')
    .argument('[file]', 'the body of POST /v1/reports as JSON; - reads stdin')
    .option('--dry-run', 'record nothing: say what would be refused, what is alike, and what would change')
    .option('--draft', 'send it as a draft, which counts for nothing until it is approved')
    .option('--type <type>', 'what kind of development it is, such as clash or area_seized')
    .option('--summary <text>', 'what is reported, in your own words')
    .option('--place <id...>', 'where')
    .option('--on <day|instant>', 'when it happened')
    .option('--from <day|instant>', 'when it happened at the earliest')
    .option('--to <day|instant>', 'when it happened at the latest')
    .option('--reported-at <instant>', 'when the source made it known (default: now)')
    .option('--outlet <name>', 'who published it')
    .option('--via <name...>', 'the chain of sources, from the first voice to the outlet')
    .option('--external-id <number>', "the outlet's own number: filing it again is then harmless")
    .option('--by <actor...>', 'who did it')
    .option('--against <actor...>', 'against whom')
    .option('--grade <grade>', 'reliability and credibility, such as B2')
    .option('--gained <claim...>', 'a place changed hands: place:holder, or place:holder:who lost it')
    .option('--observed <claim...>', "a place was seen in somebody's hands: place:holder")
    .option('--count <figure...>', 'how many: measure:group:number, such as killed:civilians:4 or killed:civilians:3-5')
    .option('--set <change...>', 'anything else: JSON pointer=value, such as /control/0/confidence=high')
    .option('--at <day|instant>', 'with --dry-run: what it would change at this moment')
    .option('--json', 'print the answer of the API as JSON')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText('after', examples)
    .action(async (file: string | undefined, flags: ReportFlags) => {
      const { runReport } = await import('../report/run-report.js');
      await runReport(file, flags, terminal);
    });
}
