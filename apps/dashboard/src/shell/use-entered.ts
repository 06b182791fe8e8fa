import { useEffect, useState } from 'react';

/** Enter before the answer is there takes what it finds once it is, never what the text before found. */
export function useEntered<How>(isThere: boolean, take: (how: How) => unknown): (how: How | undefined) => void {
  const [entered, setEntered] = useState<How>();
  useEffect(() => {
    if (entered === undefined || !isThere) return;
    setEntered(undefined);
    take(entered);
  });
  return setEntered;
}
