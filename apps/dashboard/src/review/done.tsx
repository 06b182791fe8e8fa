import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useView } from '../shell/view.jsx';

const Done = createContext<(text: string) => void>(() => undefined);

/** Says on the screen, and to those who hear it, what was done with a draft. Called once the address is the next one. */
export const useDone = (): ((text: string) => void) => useContext(Done);

/** What was done last stands above the queue until another draft is opened. */
export function WithDone({ children }: { readonly children: ReactNode }) {
  const { path } = useView();
  const [done, setDone] = useState({ text: '', path: '' });
  const tell = useCallback((text: string) => setDone({ text, path: location.pathname }), []);
  return (
    <Done value={tell}>
      <p className="done" role="status" dir="auto">
        {done.path === path && done.text}
      </p>
      {children}
    </Done>
  );
}
