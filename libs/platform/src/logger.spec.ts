import { pino } from 'pino';
import { PinoLogger } from './logger.js';

function written(use: (logger: PinoLogger) => void, level = 'trace'): unknown[] {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  use(new PinoLogger(pino({ level, base: null, timestamp: false }, sink)));
  return lines.map((line): unknown => JSON.parse(line));
}

describe('the logger', () => {
  it('writes the message with the context Nest gives last', () => {
    expect(written((logger) => logger.log('ready', 'Api'))).toEqual([{ level: 30, context: 'Api', msg: 'ready' }]);
  });

  it('writes an error with its stack, wherever it stands', () => {
    const failure = new Error('broken');
    const [alone, beside] = written((logger) => {
      logger.error(failure, 'Api');
      logger.error('append failed', failure, 'Api');
    });
    expect(alone).toMatchObject({ msg: 'broken', context: 'Api', err: { message: 'broken', stack: failure.stack } });
    expect(beside).toMatchObject({ msg: 'append failed', context: 'Api', err: { message: 'broken' } });
  });

  it('keeps the fields of an object, and what else was given', () => {
    expect(written((logger) => logger.warn({ partition: 3 }, { lag: 5 }, 'Projector'))).toEqual([
      { level: 40, partition: 3, context: 'Projector', details: [{ lag: 5 }] },
    ]);
  });

  it('writes nothing below its level', () => {
    const lines = written((logger) => {
      logger.verbose('a');
      logger.debug('b');
      logger.fatal('c');
    }, 'warn');
    expect(lines).toEqual([{ level: 60, msg: 'c' }]);
  });
});
