import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { addressOf, go, useAddress } from './address.js';
import type { Question } from './question.js';

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly path: string;
  readonly change?: Partial<Question>;
}

/** A link to a screen that keeps the question; with a modifier key it opens as any link does. */
export function Link({ path, change = {}, onClick, ...rest }: LinkProps) {
  useAddress();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(path, change);
  };
  return <a {...rest} href={addressOf(path, change)} onClick={follow} />;
}
