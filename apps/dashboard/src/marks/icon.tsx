const paths = {
  under_fire:
    'M8 1.5l1.3 3.6 3.4-1.7-1.7 3.4 3.6 1.3-3.6 1.3 1.7 3.4-3.4-1.7L8 14.6l-1.3-3.5-3.4 1.7 1.7-3.4L1.4 8.1 5 6.8 3.3 3.4l3.4 1.7z',
  under_attack: 'M1.5 8h8M6.5 4.5L10 8l-3.5 3.5M13.5 2.5v11',
  front_line: 'M1.5 11l3-5.5L8 11l3.5-5.5 3 5.5',
  besieged: 'M8 2a6 6 0 0 1 6 6M12.5 12a6 6 0 0 1-8 1M2 9a6 6 0 0 1 3-6.3M7.2 8h1.6',
  damaged: 'M2.5 2.5h11v11h-11zM8.8 2.5L6.6 7l3 1.6-2.2 4.9',
  destroyed:
    'M2.500 5V2.500H5M7 2.500h2M11 2.500h2.500V5M13.500 7v2M13.500 11v2.500H11M9 13.500H7M5 13.500H2.500V11M2.500 9V7M4.600 4.600l6.800 6.800M11.400 4.600l-6.800 6.800',
  looted: 'M2.5 8.5v5h11v-5M8 10.5V2M4.8 5L8 1.8 11.2 5',
  intact: 'M2.5 2.5h11v11h-11zM5 8.200l2.200 2.200L11 6',
  cut: 'M1 8h3.5M11.5 8H15M5.5 4.5v7M10.5 4.5v7M6.7 6.6l2.6 2.800M9.300 6.600L6.700 9.400',
  open: 'M1.5 8h13M4.5 5l-3 3 3 3M11.5 5l3 3-3 3',
  unknown: 'M8 2.800a5.200 5.200 0 1 1-.01 0M8 10.8h.01M6.4 6.6c.2-1.9 3.3-1.8 3.2 0 0 1.1-1.5 1.2-1.6 2.3',
  arrow: 'M2.5 8h10M8.5 4l4 4-4 4',
  differ: 'M2.5 6h11M2.5 10h11M11 2.5l-6 11',
  disputed: 'M2.5 6h11M2.5 10h11M11 2.5l-6 11',
  late: 'M8 2a6 6 0 1 1-.01 0M8 4.6V8l2.4 1.6',
  search: 'M7 2.400a4.600 4.600 0 1 1-.01 0M10.5 10.5L14 14',
  play: 'M5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  back: 'M10.500 2.500L5 8l5.500 5.500',
  on: 'M5.500 2.500L11 8l-5.500 5.500',
  close: 'M4 4l8 8M12 4l-8 8',
  link: 'M6.500 9.500l3-3M7 4.500L9 2.800a2.900 2.900 0 0 1 4.200 4.200L11.500 9M9 11.500l-2 1.700A2.900 2.900 0 0 1 2.800 9L4.500 7',
  add: 'M8 3v10M3 8h10',
  map: 'M1.500 3.500L6 1.800l4 1.700 4.500-1.700v10.700L10 14.200l-4-1.700-4.500 1.700zM6 1.800v10.700M10 3.500v10.700',
  changes: 'M2 5h10M9 2l3 3-3 3M14 11H4M7 8l-3 3 3 3',
  counts: 'M2 4h6M2 8h12M2 12h5',
  feed: 'M2.500 2.500h11v11h-11zM5 5.500h6M5 8h6M5 10.500h4',
  filter: 'M2 3h12L9.500 8.500V13l-3-1.500v-3z',
  closed: 'M1 8h3.5M11.5 8H15M5.5 4.5v7M10.5 4.5v7M6.7 6.6l2.6 2.800M9.300 6.600L6.700 9.400',
  whole: 'M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10',
  remains: 'M1.5 8h13M4.5 5l-3 3 3 3M11.5 5l3 3-3 3',
} as const;

export type IconName = keyof typeof paths;

export const isIcon = (name: string): name is IconName => Object.hasOwn(paths, name);

interface IconProps {
  readonly name: IconName;
  readonly size?: number;
  readonly x?: number;
  readonly y?: number;
}

/** A drawing of 16 by 16 in the colour of the text. Its words stand beside it. */
export function Icon({ name, size = 14, x, y }: IconProps) {
  return (
    <svg className="icon" x={x} y={y} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
