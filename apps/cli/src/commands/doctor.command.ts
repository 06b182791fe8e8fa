import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep doctor
  KAFKA_BROKERS=kafka:9092 DATABASE_URL=postgres://… sitrep doctor --url http://api:3000

Exit status: 0 nothing is wrong, 4 something is.`;

/** `sitrep doctor`: what is wrong with what Sitrep runs on, and what to do. */
export function addDoctorCommand(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description(
      'check Node, settings, disk, PostgreSQL, Kafka and its topic, clocks, lag and versions; say what to do',
    )
    .option('--json', 'print it as JSON')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText('after', examples)
    .action(async (flags: { url: string; json?: true }) => {
      const { runDoctor } = await import('../doctor/run-doctor.js');
      await runDoctor(flags, process.env, terminal);
    });
}
