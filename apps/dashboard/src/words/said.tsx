import { Fragment } from 'react';
import { isHidden, partsOf } from './hidden-marks.js';
import { useWords } from './words.jsx';

/** Text as somebody wrote it, as text. Marks that turn the direction of reading do not act: they are shown. */
export function Said({ text }: { readonly text: string }) {
  const words = useWords();
  return partsOf(text).map((part, index) =>
    isHidden(part) ? (
      <span key={index} className="hidden-mark" title={words.say('said.hidden', { mark: nameOf(part) })}>
        {nameOf(part)}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

const nameOf = (mark: string): string => `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
