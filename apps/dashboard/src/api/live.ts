import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { followPositions } from '../access/positions.js';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Reads everything anew when the stream tells of a new position. */
export function useLive(): 'live' | 'offline' {
  const client = useQueryClient();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let last: string | undefined;
    return followPositions({
      moved: (told) => {
        setConnected(true);
        if (last !== undefined && last !== told) void client.invalidateQueries();
        last = told;
      },
      connected: (is) => setConnected(is || last === undefined),
    });
  }, [client]);
  return online && connected ? 'live' : 'offline';
}
