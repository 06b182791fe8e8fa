import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ChangesDto } from 'sitrep-api';
import { read, Refusal, serverNow } from '../api/ask.js';
import { KeptHere } from '../shell/kept-here.js';
import { useView } from '../shell/view.jsx';

/** Up to where this browser has seen the log, and when that was. */
interface Looked {
  readonly position: string;
  readonly at: string;
}

const kept = new KeptHere('sitrep.looked');
let known: { readonly text: string | null; readonly looked: Looked | undefined } = { text: null, looked: undefined };

/** What the browser has kept; undefined where it has kept nothing that can be read. */
function lookedAt(): Looked | undefined {
  const text = kept.read();
  if (text !== known.text) known = { text, looked: lookedIn(text) };
  return known.looked;
}

function lookedIn(text: string | null): Looked | undefined {
  try {
    const { position, at } = JSON.parse(text ?? '{}') as Partial<Looked>;
    return typeof position === 'string' && typeof at === 'string' ? { position, at } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps how far the log has been seen. */
export function markLooked(position: string): void {
  kept.write(JSON.stringify({ position, at: serverNow().toISOString() } satisfies Looked));
}

const asked_kinds = ['changedHands', 'firstReported', 'conditions', 'known'];
/** So many changes are read: the lists beside it have the newest day. */
const most_changes = 200;

/** What the log has recorded since this browser last looked. */
export interface SinceLooked {
  readonly looked: Looked;
  /** Undefined until it is there. */
  readonly changes: ChangesDto | undefined;
  /** The places that it touches. */
  readonly places: ReadonlySet<string>;
}

const no_places: ReadonlySet<string> = new Set();

/**
 * What the log has recorded since this browser last looked; undefined where that is nothing, of an edition that does not go
 * on, and on a first visit, from which on it is kept how far the log was seen.
 */
export function useSinceLooked(): SinceLooked | undefined {
  const { asked, situation, question } = useView();
  const looked = useSyncExternalStore(kept.subscribe, lookedAt);
  const isLive = asked.edition === undefined && asked.snapshot === undefined && question.at === undefined;
  const { within, policy } = asked;
  const now = isLive ? situation?.position : undefined;
  const hasMoved = now !== undefined && looked !== undefined && looked.position !== now;
  const { data, error } = useQuery({
    queryKey: ['since-looked', looked?.position, within, policy],
    queryFn: ({ signal }) =>
      read<ChangesDto>(
        '/v1/changes',
        { sinceRecorded: looked?.position, within, policy, kinds: asked_kinds, limit: most_changes },
        signal,
      ),
    enabled: hasMoved,
    retry: false,
    staleTime: 60_000,
  });
  // The position is none of this log: somebody has begun another.
  const isOfAnotherLog = error instanceof Refusal && error.status === 400;
  useEffect(() => {
    if (now !== undefined && (looked === undefined || isOfAnotherLog)) markLooked(now);
  }, [now, looked, isOfAnotherLog]);
  return useMemo(
    () => (hasMoved && looked !== undefined ? { looked, changes: data, places: placesOf(data) } : undefined),
    [hasMoved, looked, data],
  );
}

function placesOf(changes: ChangesDto | undefined): ReadonlySet<string> {
  if (changes === undefined) return no_places;
  const { changedHands = [], firstReported = [], conditions = [] } = changes;
  return new Set([...changedHands, ...firstReported, ...conditions].map(({ place }) => place.id));
}
