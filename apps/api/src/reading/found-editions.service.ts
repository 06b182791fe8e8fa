import { Inject, Injectable } from '@nestjs/common';
import { type Editions, type StandingEdition, StandingEditions } from '#editions';
import { READERS } from '../api-parts.js';
import { SharedReads } from './shared-reads.js';

/** Finds editions for all that is asked at once, each together with its state. */
@Injectable()
export class FoundEditions {
  private readonly shared = new SharedReads<StandingEdition | undefined>();
  private readonly known: StandingEditions;

  constructor(@Inject(READERS) editions: Editions) {
    this.known = new StandingEditions(editions);
  }

  /**
   * The edition of this name or id that can be read, and its state at a moment after it was asked for. Callers who ask
   * while it is being read share the next read: no answer rests on a state from before its question.
   */
  find(nameOrId: string): Promise<StandingEdition | undefined> {
    return this.shared.read(nameOrId, () => this.known.find(nameOrId));
  }
}
