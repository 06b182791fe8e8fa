import type { Span } from './count-rows.js';
import { band, dayAt, day_width, numberAt, spanAt } from './count-scale.js';

/** How many, left; over which days, right; the world date through both. */
export function CountBands({ spans, world }: { readonly spans: readonly Span[]; readonly world: string }) {
  const inside = spans.some(({ role }) => role === 'inside');
  const hand = dayAt(world, world) + day_width / 2;
  return (
    <svg className="bands" viewBox={`0 0 ${band.width} ${inside ? 26 : 18}`} aria-hidden="true">
      <path className="rail" d={`M${band.left} 9H${band.right}M${band.days} 9H${band.end}`} />
      {[1, 2, 3, 4, 5].map((power) => (
        <path key={power} className="rail" d={`M${numberAt(10 ** power)} 5v8`} />
      ))}
      {spans.map((span, index) => (
        <SpanBars key={index} span={span} world={world} />
      ))}
      <path className="world" d={`M${hand} 0v26`} />
    </svg>
  );
}

function SpanBars({ span, world }: { readonly span: Span; readonly world: string }) {
  const y = span.role === 'inside' ? 19 : 9;
  const tall = span.role === 'inside' ? 5 : 9;
  const { x, width, earlier } = spanAt(span.from, span.to, world);
  const drawn = span.to === null || dayAt(span.to, world) + day_width > band.days - 6;
  return (
    <g>
      <NumberBar span={span} y={y} tall={tall} />
      {span.role !== 'forecast' && drawn && (
        <>
          {earlier && <path className="earlier" d={`M${band.days - 12} ${y}l5 -4v8z`} />}
          <rect className="days" data-role={span.role} x={x} y={y - tall / 2} width={width} height={tall} />
        </>
      )}
    </g>
  );
}

function NumberBar({ span, y, tall }: { readonly span: Span; readonly y: number; readonly tall: number }) {
  const { low, best, high, role } = span;
  if (role === 'silent')
    return <rect className="days" data-role="silent" x={band.left} y={4} width={band.right - band.left} height={10} />;
  const at = numberAt(low ?? best ?? high ?? 1);
  if (role === 'forecast') return <path className="forecast" d={`M${at} 4.500h9v9h-9z`} />;
  if (low !== null && high !== null && high > low)
    return <rect className="amount" x={at} y={y - tall / 2} width={Math.max(3, numberAt(high) - at)} height={tall} />;
  if (high === null && low !== null)
    return (
      <>
        <rect className="amount" x={at} y={y - tall / 2} width={2.6} height={tall} />
        <path className="above" d={`M${at + 4} ${y}h15m-4.500 -3.500l4.500 3.500l-4.500 3.500`} />
      </>
    );
  return <circle className={low === null ? 'best' : 'amount'} cx={at} cy={y} r={tall / 2} />;
}
