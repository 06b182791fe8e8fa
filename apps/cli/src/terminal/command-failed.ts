/** A command cannot do what was asked. The message is one line for the person at the keyboard: print it without a stack. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  /** What the process ends with. */
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? 1;
  }
}
