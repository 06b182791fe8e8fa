import type { Params } from '../api/ask.js';
import type { Asked } from '../api/situation.js';
import { counted_measures } from '../counts/use-counts.js';
import type { Question } from '../url/question.js';
import { addDays } from '../words/days.js';
import { screenOf } from './screens.js';

/** The list of the API that a screen shows, with what of its filters the API has. */
export interface Exported {
  /** The address without the ending that names the format. */
  readonly path: string;
  readonly params: Params;
  readonly formats: readonly Format[];
  /** True where the screen filters by more than the API: the file has more rows than the screen. */
  readonly wider: boolean;
}

export const formats = ['csv', 'xlsx', 'geojson'] as const;
type Format = (typeof formats)[number];

/** What of a screen can be had as a file. */
export function exportedOf(path: string, asked: Asked, question: Question): Exported {
  const { name, named } = screenOf(path);
  const { d, k, edition } = asked;
  const known = { knownAt: k, edition };
  const whole = { formats, wider: false };
  switch (name) {
    case 'place':
      return { ...whole, path: `/v1/control/${named}/timeline`, params: known };
    case 'reports': {
      const { type, place, outlet, text } = question;
      return { ...whole, path: '/v1/reports', params: { ...known, type, place, outlet }, wider: text !== undefined };
    }
    case 'contradictions':
      return { ...whole, path: '/v1/contradictions', params: { ...known, place: question.place } };
    case 'changes':
    case 'briefing':
      return { ...whole, path: '/v1/changes', params: { ...known, from: addDays(d, -1), to: d } };
    case 'counts':
      return {
        path: '/v1/tallies',
        params: { ...known, measure: counted_measures.join(','), to: d },
        formats: ['csv', 'xlsx'],
        wider: false,
      };
    default: {
      const { party, status, kind } = question;
      const holder = party.length === 1 ? party[0] : undefined;
      const wider = party.length > 1 || status.length > 0 || kind.length > 0;
      return { ...whole, path: '/v1/control', params: { ...known, validAt: d, holder }, wider };
    }
  }
}
