import { type PointerEvent, type RefObject, useRef } from 'react';
import { setKnown } from '../shell/keys.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import type { Scale } from './scale.js';

type Hand = 'd' | 'k';

/** Dragging a flag moves its hand; a press above or below the middle brings the hand of that line. */
export function useDrag(track: RefObject<HTMLDivElement | null>, scale: Scale) {
  const view = useView();
  const dragged = useRef<{ hand: Hand; day: string } | undefined>(undefined);
  const move = (event: PointerEvent, how: 'push' | 'replace'): void => {
    const box = track.current?.getBoundingClientRect();
    if (dragged.current === undefined || box === undefined) return;
    const day = scale.dayAt(event.clientX - box.left);
    if (day === dragged.current.day) return;
    dragged.current = { ...dragged.current, day };
    if (dragged.current.hand === 'd') ask({ d: day }, how);
    else setKnown(view, day, how);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>): void => {
      const box = event.currentTarget.getBoundingClientRect();
      const flag = (event.target as Element).closest('[data-hand]')?.getAttribute('data-hand') as Hand | null;
      const hand = flag ?? (event.clientY - box.top < box.height / 2 ? 'd' : 'k');
      dragged.current = { hand, day: '' };
      event.currentTarget.setPointerCapture(event.pointerId);
      move(event, 'push');
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>): void => move(event, 'replace'),
    onPointerUp: (): void => {
      dragged.current = undefined;
    },
  };
}
