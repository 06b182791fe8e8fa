import { useSyncExternalStore } from 'react';

/** Where the layout of the phone begins. */
const phone = '(max-width: 760px)';

const subscribe = (listener: () => void): (() => void) => {
  const query = window.matchMedia(phone);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the window is as narrow as a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(phone).matches);
