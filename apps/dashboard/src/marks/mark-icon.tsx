import { memo } from 'react';
import type { MarkForm, Shape } from './form.js';
import { ink, Mark } from './mark.jsx';

interface MarkIconProps {
  readonly shape: Shape;
  readonly form: MarkForm;
  /** The width of the drawing, in pixels. */
  readonly size: number;
  readonly lettered?: boolean;
}

/** A mark as it stands in a row or beside a sentence. Its words stand beside it. */
export function MarkIcon({ shape, form, size, lettered = false }: MarkIconProps) {
  const drawn = lettered ? form : { ...form, letters: '' };
  return (
    <svg className="mark-icon" viewBox="-15 -15 30 30" width={size} height={size} aria-hidden="true">
      <Mark shape={shape} form={drawn} r={lettered ? 13 : 11.5} halo={false} full />
    </svg>
  );
}

const tokens = ['p1', 'p2', 'p3', 'p4', 'p5', 'oth', 'ink', 'paper'];

/** The stripes and stipples that marks are filled with; once in a page. */
export const MarkPatterns = memo(function MarkPatterns() {
  return (
    <svg className="patterns" aria-hidden="true">
      <defs>
        {tokens.flatMap((a) => tokens.filter((b) => b !== a).map((b) => <Stripes key={`${a}-${b}`} a={a} b={b} />))}
        {tokens.map((token) => (
          <pattern
            key={token}
            id={`stipple-${token}`}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(28)"
          >
            <circle cx="2" cy="2" r="1.15" style={{ fill: ink(token) }} />
          </pattern>
        ))}
        <pattern id="not-published" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.2" height="5" style={{ fill: 'var(--ink-3)' }} />
        </pattern>
      </defs>
    </svg>
  );
});

function Stripes({ a, b }: { readonly a: string; readonly b: string }) {
  return (
    <pattern
      id={`stripes-${a}-${b}`}
      width="7.6"
      height="7.6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="7.6" height="7.6" style={{ fill: 'var(--mark-edge)' }} />
      <rect width="3" height="7.6" style={{ fill: ink(a) }} />
      <rect x="3.8" width="3" height="7.6" style={{ fill: ink(b) }} />
    </pattern>
  );
}
