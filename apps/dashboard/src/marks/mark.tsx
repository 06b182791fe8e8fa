import type { MarkForm, Shape } from './form.js';

export const ink = (token: string): string =>
  token === 'ink' ? 'var(--ink-3)' : token === 'paper' ? 'var(--panel)' : `var(--${token})`;

interface MarkProps {
  readonly shape: Shape;
  readonly form: MarkForm;
  /** The middle and half the width, in pixels. */
  readonly x?: number;
  readonly y?: number;
  readonly r: number;
  readonly halo?: boolean;
  /** Where the answer is unknown: as large as the others, as in a list. */
  readonly full?: boolean;
}

const halo_px = 1.8;
const least_lettered_px = 10;

/** One mark: shape says what kind of place, form how sure, colour who. */
export function Mark({ shape, form, x = 0, y = 0, r, halo = true, full = false }: MarkProps) {
  const R = shape === 'square' ? r * 0.9 : r;
  const hollow = form.form === 'hollow';
  return (
    <g transform={x === 0 && y === 0 ? undefined : `translate(${x} ${y})`}>
      {halo && !hollow && form.form !== 'tint' && (
        <Body shape={shape} r={R + halo_px} style={{ fill: 'var(--mark-edge)' }} />
      )}
      <Filled shape={shape} form={form} R={hollow && shape !== 'line' ? Math.min(R, full ? R - 1 : 4.6) : R} />
      {shape === 'bridge' && !hollow && (
        <path
          d={`M${-R - 0.5} ${-R * 0.85}v${R * 1.7}M${R + 0.5} ${-R * 0.85}v${R * 1.7}`}
          style={{ stroke: 'var(--ink)', strokeWidth: 1.5 }}
        />
      )}
      {r >= least_lettered_px && (shape === 'circle' || shape === 'square') && <Letters form={form} />}
    </g>
  );
}

function Letters({ form }: { readonly form: MarkForm }) {
  if (form.letters === '' || (form.form !== 'solid' && form.form !== 'tint')) return null;
  const fill = form.form === 'solid' ? `var(--on-${form.tokens[0] ?? 'oth'})` : 'var(--ink)';
  const fontSize = form.letters.length > 2 ? 8.6 : 9.6;
  return (
    <text className="mark-letters" y={3.1} style={{ fontSize, fill }}>
      {form.letters}
    </text>
  );
}

interface FilledProps {
  readonly shape: Shape;
  readonly form: MarkForm;
  readonly R: number;
}

function Filled({ shape, form, R }: FilledProps) {
  const [first = 'ink'] = form.tokens;
  const round = shape === 'circle' || shape === 'area';
  const edge = { stroke: ink(first), strokeWidth: 1.6 };
  switch (form.form) {
    case 'solid':
      return shape === 'area' ? (
        <Dotted token={first} R={R} />
      ) : (
        <Body shape={shape} r={R} style={{ fill: ink(first) }} />
      );
    case 'stipple':
      if (round) return <Dotted token={first} R={R} />;
      return (
        <OnPaper shape={shape} R={R} style={{ ...edge, fill: `url(#stipple-${first})`, strokeDasharray: '3 2' }} />
      );
    case 'tint': {
      const fill = `color-mix(in srgb, ${ink(first)} var(--tint), var(--panel))`;
      return <OnPaper shape={shape} R={R - 0.5} style={{ ...edge, fill, strokeDasharray: '2.6 2.1' }} />;
    }
    case 'ring': {
      const strokeWidth = Math.max(3, R * 0.38);
      return <Body shape={shape} r={R - strokeWidth / 2} style={{ ...paper, stroke: ink(first), strokeWidth }} />;
    }
    case 'stripes':
    case 'slant':
    case 'halves':
      return <Shared shape={shape} form={form} R={R} />;
    default:
      return <Body shape={shape} r={R} style={{ ...paper, stroke: 'var(--ink-3)', strokeWidth: 1.3 }} />;
  }
}

const paper = { fill: 'var(--panel)' };

const OnPaper = ({ shape, R, style }: { readonly shape: Shape; readonly R: number; readonly style: object }) => (
  <g>
    <Body shape={shape} r={R} style={paper} />
    <Body shape={shape} r={R} style={style} />
  </g>
);

/** Where more than one side stands in the mark; an empty heart where nobody has reported since. */
function Shared({ shape, form, R }: FilledProps) {
  const [first = 'ink', second = 'paper'] = form.tokens;
  const heart = { ...paper, stroke: 'var(--ink)', strokeWidth: form.form === 'stripes' ? 0.8 : 0 };
  const striped = { fill: `url(#stripes-${first}-${second})`, stroke: 'var(--ink)', strokeWidth: 1.4 };
  return (
    <g>
      {form.form === 'stripes' ? (
        <Body shape={shape} r={R} style={striped} />
      ) : (
        <g transform={form.form === 'slant' && shape === 'circle' ? 'rotate(35)' : undefined}>
          <Parts shape={shape} colours={form.tokens.map(ink)} R={R} />
        </g>
      )}
      {form.form === 'halves' && second === 'paper' && (
        <Body shape={shape} r={R - 0.7} style={{ fill: 'none', stroke: ink(first), strokeWidth: 1.5 }} />
      )}
      {form.form === 'slant' && <Arrow R={R} />}
      {form.heart && <Body shape={shape} r={R * 0.44} style={heart} />}
    </g>
  );
}

/** An area without a boundary: a dotted disc. */
function Dotted({ token, R }: { readonly token: string; readonly R: number }) {
  const edge = { stroke: ink(token), strokeWidth: 1.6, strokeDasharray: '3 2' };
  return (
    <g>
      <circle r={R} style={{ fill: 'var(--panel)' }} />
      <circle r={R} style={{ fill: `url(#stipple-${token})`, ...edge }} />
    </g>
  );
}

function Body({ shape, r, style }: { readonly shape: Shape; readonly r: number; readonly style: object }) {
  const tall = shape === 'bridge' ? r * 0.52 : shape === 'line' ? r * 0.36 : r;
  if (shape === 'circle' || shape === 'area') return <circle r={r} style={style} />;
  return <rect x={-r} y={-tall} width={2 * r} height={2 * tall} rx={shape === 'square' ? 1.5 : 1} style={style} />;
}

const gap_px = 0.8;

/** Equal upright parts with a gap: shares are not known. */
function Parts({
  shape,
  colours,
  R,
}: {
  readonly shape: Shape;
  readonly colours: readonly string[];
  readonly R: number;
}) {
  const round = shape === 'circle' || shape === 'area';
  if (round && colours.length === 2)
    return (
      <g>
        <path d={`M${-gap_px} ${-R}A${R} ${R} 0 0 0 ${-gap_px} ${R}Z`} style={{ fill: colours[0] }} />
        <path d={`M${gap_px} ${-R}A${R} ${R} 0 0 1 ${gap_px} ${R}Z`} style={{ fill: colours[1] }} />
      </g>
    );
  const tall = shape === 'bridge' ? R * 0.52 : shape === 'line' ? R * 0.36 : R * (round ? 0.86 : 1);
  const width = (2 * R) / colours.length;
  return (
    <g>
      {colours.map((fill, index) => (
        <rect
          key={index}
          x={-R + index * width + gap_px / 2}
          y={-tall}
          width={width - gap_px}
          height={2 * tall}
          style={{ fill }}
        />
      ))}
    </g>
  );
}

function Arrow({ R }: { readonly R: number }) {
  const d = `M${-R * 0.5} 0h${R}m${-R * 0.38} ${-R * 0.36}l${R * 0.38} ${R * 0.36}l${-R * 0.38} ${R * 0.36}`;
  return <path d={d} style={{ fill: 'none', stroke: 'var(--mark-edge)', strokeWidth: 1.8 }} />;
}
