import { useState } from 'react';

/** So long it is said that something was copied. */
const said_ms = 2_000;

/** Whether something was copied a moment ago, and what notes that it was. */
export function useCopied(): readonly [boolean, () => void] {
  const [copied, setCopied] = useState(false);
  const note = (): void => {
    setCopied(true);
    setTimeout(() => setCopied(false), said_ms);
  };
  return [copied, note];
}
