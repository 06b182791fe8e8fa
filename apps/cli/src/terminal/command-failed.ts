/** A command cannot do what was asked. The message is one line for the person at the keyboard: print it without a stack. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
