/** The screens by their addresses; `timed` ones keep the time bar under them. */
const screens = [
  { pattern: /^\/$/, name: 'map', timed: true },
  { pattern: /^\/table$/, name: 'table', timed: true },
  { pattern: /^\/embed$/, name: 'embed', timed: false },
  { pattern: /^\/places\/([^/]+)$/, name: 'place', timed: true },
  { pattern: /^\/changes$/, name: 'changes', timed: true },
  { pattern: /^\/counts(?:\/.*)?$/, name: 'counts', timed: true },
  { pattern: /^\/reports$/, name: 'reports', timed: false },
  { pattern: /^\/reports\/new$/, name: 'new-report', timed: false },
  { pattern: /^\/reports\/([^/]+)\/correct$/, name: 'correct', timed: false },
  { pattern: /^\/reports\/([^/]+)$/, name: 'report', timed: false },
  { pattern: /^\/contradictions$/, name: 'contradictions', timed: false },
  { pattern: /^\/briefing$/, name: 'briefing', timed: false },
  { pattern: /^\/editions$/, name: 'editions', timed: false },
  { pattern: /^\/import$/, name: 'import', timed: false },
  { pattern: /^\/review(?:\/([^/]+))?$/, name: 'review', timed: false },
  { pattern: /^\/review\/([^/]+)\/revise$/, name: 'revise', timed: false },
] as const;

export type ScreenName = (typeof screens)[number]['name'] | 'nowhere';

/** The screen of a path, and what the path names; `nowhere` for a path that there is not. */
export function screenOf(path: string): { name: ScreenName; timed: boolean; named: string | undefined } {
  for (const { pattern, name, timed } of screens) {
    const match = pattern.exec(path);
    if (match !== null)
      return { name, timed, named: match[1] === undefined ? undefined : decodeURIComponent(match[1]) };
  }
  return { name: 'nowhere', timed: false, named: undefined };
}
