import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.jsx';

const at_once = 60;

interface SomeFirstProps<Item> {
  readonly items: readonly Item[];
  readonly row: (item: Item, index: number) => ReactNode;
}

/** The first rows of a list, and a way to more: nobody reads thousands, and drawing them would hold up a moved hand. */
export function SomeFirst<Item>({ items, row }: SomeFirstProps<Item>) {
  const words = useWords();
  const [shown, setShown] = useState(at_once);
  return (
    <>
      {items.slice(0, shown).map(row)}
      {items.length > shown && (
        <button type="button" className="chip" onClick={() => setShown(shown + at_once)}>
          {words.say('table.more', { n: Math.min(at_once, items.length - shown) })}
        </button>
      )}
    </>
  );
}
