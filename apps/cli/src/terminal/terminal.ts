/** A stream that may be a terminal: `process.stderr`. */
export type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** What a command may touch of the process around it; a test gives its own. */
export interface Terminal {
  /** Results. */
  readonly out: NodeJS.WritableStream;
  /** Progress and complaints. */
  readonly err: Screen;
  exitCode: number;
}
