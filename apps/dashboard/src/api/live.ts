import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

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
    const stream = new EventSource('/v1/stream');
    let last: string | undefined;
    stream.addEventListener('position', (event) => {
      setConnected(true);
      const told = String((event as MessageEvent).data);
      if (last !== undefined && last !== told) void client.invalidateQueries();
      last = told;
    });
    stream.addEventListener('error', () =>
      setConnected(stream.readyState !== EventSource.CLOSED || last === undefined),
    );
    return () => stream.close();
  }, [client]);
  return online && connected ? 'live' : 'offline';
}
