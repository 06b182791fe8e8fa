import type { Command } from 'commander';
import type { DigestFlags } from '../digest/run-digest.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep digest
  sitrep digest until-2017-03-08 --tables`;

/** `sitrep digest`: what an edition holds, in 64 hexadecimal digits. */
export function addDigestCommand(program: Command, terminal: Terminal): void {
  program
    .command('digest')
    .description('print the SHA-256 of everything that an edition holds: equal content, equal digest')
    .argument('[edition]', 'name of the edition', 'live')
    .option('--tables', 'also that of each table')
    .option('--json', 'print all of it as JSON')
    .addHelpText('after', examples)
    .action(async (edition: string, flags: DigestFlags) => {
      const [{ readSettings }, { runDigest }] = await Promise.all([
        import('#platform'),
        import('../digest/run-digest.js'),
      ]);
      await runDigest(edition, flags, readSettings(process.env), terminal);
    });
}
