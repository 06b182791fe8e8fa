import type { MarkForm } from '../marks/form.js';
import { ink } from '../marks/mark.jsx';

interface GridCellProps {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly form: MarkForm;
  readonly title: string;
  /** The known date lies before the world date: what was held is carried forward. */
  readonly faded: boolean;
  /** Its days are those of the two hands. */
  readonly isHere: boolean;
  readonly choose: () => void;
}

const fillOf = ({ form, tokens }: MarkForm): string => {
  const [first = 'ink', second = 'paper'] = tokens;
  if (form === 'stripes') return `url(#stripes-${first}-${second})`;
  if (form === 'tint') return `color-mix(in srgb, ${ink(first)} var(--tint), var(--panel))`;
  if (form === 'ring') return 'var(--panel)';
  if (form === 'stipple') return `url(#stipple-${first})`;
  return form === 'hollow' ? 'var(--panel-2)' : ink(first);
};

/** One answer of the grid. */
export function GridCell({ box, form, title, faded, isHere, choose }: GridCellProps) {
  const [first = 'ink', second] = form.tokens;
  const { x, y, width, height } = box;
  const edged = form.form === 'tint' || form.form === 'stipple' || form.form === 'ring';
  const stroke = edged ? ink(first) : form.form === 'hollow' ? 'var(--line)' : 'none';
  const shared = form.form === 'halves' || form.form === 'slant';
  return (
    <g
      className="cell"
      role="gridcell"
      aria-selected={isHere}
      tabIndex={isHere ? 0 : -1}
      data-faded={faded}
      onClick={choose}
    >
      <title>{title}</title>
      <rect
        {...box}
        rx={1.5}
        style={{
          fill: fillOf(form),
          stroke,
          strokeWidth: form.form === 'ring' ? 2 : 1.2,
          strokeDasharray: form.form === 'tint' ? '3 2' : undefined,
        }}
      />
      {shared && (
        <rect
          x={x + width / 2 + 0.5}
          y={y}
          width={width / 2 - 0.5}
          height={height}
          style={{ fill: ink(second ?? 'paper') }}
        />
      )}
      {form.form === 'hollow' && <circle className="none" cx={x + width / 2} cy={y + height / 2} r={1.6} />}
      {form.letters !== '' && (
        <text
          className="letters"
          x={x + 5}
          y={y + 13}
          style={{ fill: form.form === 'solid' ? `var(--on-${first})` : 'var(--ink-2)' }}
        >
          {form.letters}
        </text>
      )}
    </g>
  );
}
