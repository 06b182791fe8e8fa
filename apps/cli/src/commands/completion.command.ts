import { Argument, type Command } from 'commander';
import type { Shell } from '../completion/completion-script.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep completion bash >> ~/.bashrc
  sitrep completion zsh >> ~/.zshrc
  sitrep completion fish > ~/.config/fish/completions/sitrep.fish`;

/** `sitrep completion`: a script for the shell. */
export function addCompletionCommand(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/completion-script.js');
      terminal.out.write(completionScript(program, shell));
    });
}
