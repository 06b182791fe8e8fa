import { withoutIsolates } from '../words/direction.js';

interface FlagProps {
  readonly hand: 'd' | 'k';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
  readonly narrow: boolean;
}

const wide_px = 122;
const narrow_px = 80;
/** A letter of the flag, and what stands beside the words. */
const letter_px = 6;
const beside_px = 14;

/** The flag of a hand, to be dragged: solid for the world, dashed for what is known. */
export function Flag({ hand, x, y, width, text, narrow }: FlagProps) {
  const flag = Math.max(narrow ? narrow_px : wide_px, withoutIsolates(text).length * letter_px + beside_px);
  const middle = Math.max(flag / 2 + 1, Math.min(width - flag / 2 - 1, x));
  return (
    <g className="flag" data-hand={hand}>
      <rect className="reach" x={middle - flag / 2} y={y - 11} width={flag} height={44} />
      <rect className="cloth" x={middle - flag / 2} y={y} width={flag} height={22} rx={3} />
      <text x={middle} y={y + 15.2} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
