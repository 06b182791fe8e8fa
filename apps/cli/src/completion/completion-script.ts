import type { Command } from 'commander';

/** The shells that there is a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A command as a shell completes it. */
interface Entry {
  /** The words in front of it: empty for the program itself. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly meaning: string }[];
}

/** A script that completes commands and options, and files where nothing else fits. */
export function completionScript(program: Command, shell: Shell): string {
  const entries = entriesOf(program, '');
  return shell === 'fish' ? fishScript(entries) : bashScript(entries, shell);
}

function entriesOf(command: Command, path: string): readonly Entry[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((one) => one.name() !== 'help');
  const options = help
    .visibleOptions(command)
    .flatMap(({ long, short, description }) =>
      [long, short].flatMap((word) => (word?.startsWith('--') === true ? [{ word, meaning: description }] : [])),
    );
  const words = [...commands.map((one) => ({ word: one.name(), meaning: one.description() })), ...options];
  return [{ path, words }, ...commands.flatMap((one) => entriesOf(one, `${path} ${one.name()}`.trim()))];
}

/** Zsh reads the same script through its own emulation of bash. */
function bashScript(entries: readonly Entry[], shell: Shell): string {
  const cases = entries.map(
    ({ path, words }) => `    '${path}') words='${words.map(({ word }) => word).join(' ')}' ;;\n`,
  );
  const names = entries.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# sitrep completion ${shell}
${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_sitrep() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' index candidate
  for ((index = 1; index < COMP_CWORD; index++)); do
    candidate="\${path:+$path }\${COMP_WORDS[index]}"
    case "$candidate" in ${names.join('|')}) path="$candidate" ;; *) break ;; esac
  done
  case "$path" in
${cases.join('')}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sitrep sitrep
`;
}

function fishScript(entries: readonly Entry[]): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = entries.flatMap(({ path, words }) => {
    const inside = words.filter(({ word }) => !word.startsWith('-')).map(({ word }) => word);
    const here = [
      ...path
        .split(' ')
        .filter(Boolean)
        .map((word) => `__fish_seen_subcommand_from ${word}`),
      ...(inside.length > 0 ? [`not __fish_seen_subcommand_from ${inside.join(' ')}`] : []),
    ].join('; and ');
    return words.map(({ word, meaning }) => {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c sitrep -n ${quoted(here || 'true')} ${what} -d ${quoted(meaning)}\n`;
    });
  });
  return `# sitrep completion fish\n${lines.join('')}`;
}
