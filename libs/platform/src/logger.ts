import type { LoggerService } from '@nestjs/common';
import { destination, pino, type Level, type Logger } from 'pino';

/** Nest's logger on pino, as lines of JSON on stderr: stdout belongs to what a command answers. */
export class PinoLogger implements LoggerService {
  constructor(private readonly lines: Logger) {}

  static toStderr(level: string): PinoLogger {
    return new PinoLogger(pino({ level }, destination({ fd: 2, sync: true })));
  }

  log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);

  /** Nest passes the context last, and before it whatever else the caller gave: a stack, an error, an object. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const details = context === undefined ? rest : rest.slice(0, -1);
    const err = [message, ...details].find((part) => part instanceof Error);
    const more = details.filter((part) => part !== err && part !== undefined);
    const fields = { context, err, ...(more.length > 0 && { details: more }) };
    if (message instanceof Error) this.lines[level](fields, message.message);
    else if (typeof message === 'object' && message !== null) this.lines[level]({ ...fields, ...message });
    else this.lines[level](fields, String(message));
  }
}
