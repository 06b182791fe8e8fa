import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { startWarden } from '../harness/process-warden.js';

/** How a process ended, and what it had to say. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** The projector app in a process of its own. */
export class ProjectorProcess {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private text = '';

  constructor(file: string, settings: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [file], {
      env: { ...process.env, LOG_LEVEL: 'info', ...settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    startWarden(this.child);
    this.child.stderr!.on('data', (chunk) => (this.text += String(chunk)));
    this.ended = once(this.child, 'close').then(([code]) => ({ code: code as number | null, said: this.text }));
  }

  /** Asks it to finish the batch in hand and to leave. */
  async stop(): Promise<Ended> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** Ends what a failed test has left running. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}
