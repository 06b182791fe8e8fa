import { type Command, Option } from 'commander';
import type { KeyFlags } from '../key/run-key.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep key create Ada --role admin
  sitrep key create Rita --role reporter --outlet "Our desk" --place nineveh-governorate --expires 90d > rita.key`;

const all = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const several = (flag: string, what: string): Option =>
  new Option(flag, `${what}; several are possible`).argParser(all);

/** `sitrep key`: who may do what. */
export function addKeyCommand(program: Command, terminal: Terminal): void {
  const key = program.command('key').description('make, list and revoke API keys: who may do what');
  const load = () => Promise.all([import('#platform'), import('../key/run-key.js')]);
  key
    .command('create')
    .description('make a key and print it, this once; a name may have two, the old one and its replacement')
    .argument('<name>', 'for whom it is')
    .addOption(several('--role <role>', 'reader, reporter, editor, analyst or admin'))
    .addOption(several('--outlet <outlet>', 'write reports of this outlet alone'))
    .addOption(several('--place <place>', 'write about this place and its parts alone'))
    .option('--reads-within', 'read, too, about these outlets and places alone')
    .option('--clearance <level>', 'read reports up to this level of sensitivity; by default as its roles do')
    .option('--quota <requests>', 'how many requests a day, in UTC, it may send; by default any number')
    .option('--expires <when>', 'a number of days such as 90d, or a day such as 2027-06-30; by default never')
    .option('--json', 'print id, name and key as JSON')
    .addHelpText('after', examples)
    .action(async (name: string, flags: KeyFlags) => {
      const [{ readSettings }, { createKey }] = await load();
      await createKey(name, flags, readSettings(process.env), terminal);
    });
  key
    .command('list')
    .description('print all keys, the newest first, without their secrets')
    .option('--json', 'print them as JSON')
    .action(async (flags: { readonly json?: boolean }) => {
      const [{ readSettings }, { listKeys }] = await load();
      await listKeys(flags, readSettings(process.env), terminal);
    });
  key
    .command('revoke')
    .description('end a key; running processes refuse it within seconds')
    .argument(
      '<id>',
      'the id of the key, the twelve digits after sitrep_; oidc:SUBJECT, with all tokens and browsers; or token:JTI',
    )
    .action(async (id: string) => {
      const [{ readSettings }, { revokeKey }] = await load();
      await revokeKey(id, readSettings(process.env), terminal);
    });
  key
    .command('erase')
    .description('revoke the keys of a person and forget the name: what was recorded stays, under a pseudonym')
    .argument('<name>', 'as the key was made for; or oidc:SUBJECT')
    .action(async (name: string) => {
      const [{ readSettings }, { eraseName }] = await load();
      await eraseName(name, readSettings(process.env), terminal);
    });
}
