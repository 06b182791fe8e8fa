import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { AskFlags } from '../ask/run-ask.js';
import { optionFor, parametersOf, type Question, questions } from '../ask/questions.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep ask control --at 2017-03-08 --known 2017-03-09    who held what, as known a day later
  sitrep ask tallies --measure killed --by place --within iraq
  sitrep ask isolation mosul --at 2017-03-08
  sitrep ask changes --from 2017-03-07 --to 2017-03-09 --json
  sitrep ask reports --place mosul --csv > mosul.csv`;

/** `sitrep ask`: the questions of the API as tables for people, as CSV, or as JSON. */
export function addAskCommand(program: Command, terminal: Terminal): void {
  const ask = program
    .command('ask')
    .description('ask a running Sitrep: who holds what, what is open, how many, what changed')
    .addHelpText('after', examples);
  for (const question of questions) addQuestion(ask, question, terminal);
}

function addQuestion(ask: Command, question: Question, terminal: Terminal): void {
  const command = ask.command(question.name).description(`print ${question.summary}`);
  if (question.ofPlace === true) command.argument('<place>', 'the place, by its id');
  for (const parameter of parametersOf(question)) command.option(...optionFor(parameter));
  command
    .option('--param <name=value...>', 'any other parameter of the route (see /docs), by its own name')
    .option('--limit <count>', 'rows printed at most; --csv prints all', '1000')
    .option('--csv', 'print CSV with all columns')
    .option('--json', 'print JSON: the items as the API answers them')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText(
      'after',
      `\nExamples:\n${question.examples.map((one) => `  sitrep ask ${question.name} ${one}\n`).join('')}`,
    )
    .action(async (...args: unknown[]) => {
      const [place, flags] = question.ofPlace === true ? args : [undefined, args[0]];
      const { runAsk } = await import('../ask/run-ask.js');
      await runAsk(question, place as string | undefined, flags as AskFlags, terminal);
    });
}
