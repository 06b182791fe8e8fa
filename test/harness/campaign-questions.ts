import { expect } from 'vitest';
import type { RunningSitrep } from './running-sitrep.js';

export interface Named {
  readonly externalId: string;
}
export interface Holding {
  readonly place: { readonly id: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly conditions: readonly string[];
  readonly stale: boolean;
  readonly confidence: string | null;
  readonly lastEvidence: string | null;
  readonly reports: readonly Named[];
}
interface Axis {
  readonly state: string;
  readonly reports: readonly Named[];
}

/** The numbers of some reports, each once and in order. */
export const numbersOf = (all: readonly Named[]): string =>
  [...new Set(all.map(({ externalId }) => externalId))].sort().join(' ');

/** An answer in a line: status, holders, conditions, confidence, last evidence, reports. */
const written = ({ status, holders, conditions, stale, confidence, lastEvidence, reports }: Holding): string =>
  [
    stale ? `stale ${status}` : status,
    [...holders].sort().join(' '),
    conditions.join(' '),
    confidence ?? '-',
    lastEvidence ?? '-',
    numbersOf(reports),
  ].join(' | ');

/** Asks a running Sitrep over HTTP about what a campaign tells. */
export class CampaignQuestions {
  constructor(private readonly sitrep: RunningSitrep) {}

  async read<Body>(path: string, query: Record<string, string> = {}): Promise<Body> {
    const answer = await this.sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Body;
  }

  async list<Item>(path: string, query: Record<string, string>): Promise<readonly Item[]> {
    return (await this.read<{ items: readonly Item[] }>(path, { limit: '1000', ...query })).items;
  }

  /** Who held a place, in a line. */
  async held(place: string, validAt: string, knownAt: string): Promise<string> {
    const [item] = await this.list<Holding>('/v1/control', { place, validAt, knownAt });
    return written(item!);
  }

  /** One axis of a thing's condition, with its reports: `cut D001 D002`. */
  async condition(place: string, axis: 'integrity' | 'passage', validAt: string, knownAt: string): Promise<string> {
    const [item] = await this.list<Record<typeof axis, Axis>>('/v1/conditions', { place, validAt, knownAt });
    return `${item![axis].state} ${numbersOf(item![axis].reports)}`.trim();
  }

  /** Sends something to be recorded, and waits until it is projected. */
  async send(path: string, body: object): Promise<void> {
    const answer = await this.sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    await this.sitrep.settled();
  }
}
