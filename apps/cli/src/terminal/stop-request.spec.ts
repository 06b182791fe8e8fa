import { EventEmitter } from 'node:events';
import { listenForStop } from './stop-request.js';

describe('a request to stop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function listening() {
    const signals = new EventEmitter();
    const exits: number[] = [];
    return { signals, exits, request: listenForStop(signals, (code) => exits.push(code)) };
  }

  it.each(['SIGINT', 'SIGTERM'])('comes with the first %s', (name) => {
    const { signals, exits, request } = listening();
    expect(request.signal.aborted).toBe(false);
    signals.emit(name);
    expect(request.signal.aborted).toBe(true);
    expect(exits).toEqual([]);
  });

  it('ends the process at once when it is repeated', () => {
    const { signals, exits } = listening();
    signals.emit('SIGINT');
    vi.advanceTimersByTime(600);
    signals.emit('SIGINT');
    expect(exits).toEqual([130]);
  });

  it('may be repeated by a program without harm', () => {
    const { signals, exits } = listening();
    signals.emit('SIGINT');
    vi.advanceTimersByTime(600);
    signals.emit('SIGTERM');
    expect(exits).toEqual([]);
  });

  it('is one when npm passes the same Ctrl-C on', () => {
    const { signals, exits } = listening();
    signals.emit('SIGINT');
    vi.advanceTimersByTime(100);
    signals.emit('SIGINT');
    expect(exits).toEqual([]);
  });

  it('is no longer heard after release', () => {
    const { signals, request } = listening();
    request.release();
    expect(signals.emit('SIGINT')).toBe(false);
  });
});
