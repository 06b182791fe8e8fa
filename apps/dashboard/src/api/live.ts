import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { followPositions } from '../access/positions.js';
import { read } from './ask.js';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Whether the page hears of what the log has, since when it does not, and whether it was away too long to know. */
export interface Live {
  readonly state: 'live' | 'offline';
  readonly since: number | undefined;
  readonly isResynced: boolean;
}

/** Reads everything anew when the stream tells of a new position, or that the page was away too long. */
export function useLive(): Live {
  const client = useQueryClient();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const [connected, setConnected] = useState(true);
  const [isResynced, setResynced] = useState(false);
  const [since, setSince] = useState<number>();
  useEffect(() => {
    let last: string | undefined;
    return followPositions({
      heard: (told, isResync) => {
        setConnected(true);
        if (isResync) setResynced(last !== undefined);
        if (last !== undefined && last !== told) void client.invalidateQueries();
        last = told;
      },
      connected: (is) => setConnected(is || last === undefined),
    });
  }, [client]);
  const state = online && connected ? 'live' : 'offline';
  useEffect(() => setSince(state === 'offline' ? Date.now() : undefined), [state]);
  return { state, since, isResynced };
}

const often_ms = 15_000;

interface Progress {
  readonly lag: number;
  readonly parked: number;
}

/** How many events the answers do not rest on yet, and how many could not be read. */
export function useProgress(): Progress | undefined {
  const { data } = useQuery({
    queryKey: ['progress'],
    // A server that is not ready says how far it is all the same.
    queryFn: ({ signal }) =>
      read<{ progress?: Progress }>('/readyz', {}, signal).then(({ progress }) => progress ?? null),
    refetchInterval: often_ms,
    retry: false,
  });
  return data ?? undefined;
}
