import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { completionScript, shells } from './completion/completion-script.js';
import { createProgram } from './program.js';

const terminal = () => ({ out: new PassThrough(), err: new PassThrough(), exitCode: 0 });

describe('sitrep', () => {
  it.each(['--version', '-V'])('%s prints the version of the package', async (flag) => {
    const shown = terminal();
    await expect(createProgram(shown).parseAsync(['node', 'sitrep', flag])).rejects.toMatchObject({ exitCode: 0 });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(String(shown.out.read())).toBe(`${version}\n`);
  });

  it.each([
    [['contrl'], /unknown command 'contrl'/],
    [['verfy'], /Did you mean verify\?/],
    [['ask', 'contrl'], /Did you mean control\?/],
    [['ask', 'control', '--knwon', '2017-03-09'], /Did you mean --known\?/],
    [['import', 'x', '--dry-rum'], /Did you mean --dry-run\?/],
  ])('names what is nearest to %j', async (args, said) => {
    const shown = terminal();
    await expect(createProgram(shown).parseAsync(['node', 'sitrep', ...args])).rejects.toThrow();
    expect(String(shown.err.read())).toMatch(said);
  });

  it('gives every command examples or nothing to choose, and every exit code a meaning', () => {
    let help = '';
    const shown = { ...terminal(), out: { write: (text: string) => (help += text) } as unknown as PassThrough };
    const program = createProgram(shown);
    for (const command of program.commands) {
      help = '';
      command.outputHelp();
      const hasChoice = command.options.length > 0 || command.registeredArguments.length > 0;
      expect([command.name(), !hasChoice || help.includes('Example')]).toEqual([command.name(), true]);
    }
    help = '';
    program.outputHelp();
    for (const code of [0, 1, 2, 3, 4, 5, 130]) expect(help).toMatch(new RegExp(`^ +${code}  `, 'm'));
  });

  it('is documented, command by command', () => {
    const page = readFileSync('docs/how-to/command-line.md', 'utf8');
    for (const { name } of createProgram(terminal()).commands.map((command) => ({ name: command.name() })))
      expect(page).toContain(`\`${name}`);
  });
});

describe('sitrep completion', () => {
  it.each(shells)('knows every command in %s', (shell) => {
    const program = createProgram(terminal());
    const script = completionScript(program, shell);
    for (const command of program.commands) expect(script).toContain(command.name());
  });

  it.each([
    ['sitrep re', 'report review rebuild replay redrive'],
    ['sitrep ask control --kn', '--known --known-at'],
    ['sitrep import file.csv --re', '--rejects'],
  ])('completes %s in bash', (typed, completed) => {
    const words = typed.split(' ');
    const ask = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _sitrep; echo "\${COMPREPLY[@]}"`;
    const script = `${completionScript(createProgram(terminal()), 'bash')}\n${ask}`;
    const found = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ');
    expect(found.toSorted()).toEqual(completed.split(' ').toSorted());
  });
});
