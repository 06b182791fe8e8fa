import type { Params } from '../api/ask.js';
import { type Asked, askedParams, knownParams, listParams } from '../api/situation.js';
import { counted_measures } from '../counts/use-counts.js';
import { feedParams } from '../api/feed.js';
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
  const { d, policy } = asked;
  const known = listParams(asked);
  const whole = { formats, wider: false };
  switch (name) {
    case 'place':
      return { ...whole, path: `/v1/control/${named}/timeline`, params: { ...knownParams(asked), policy } };
    case 'reports':
      return { ...whole, path: '/v1/reports', params: { ...feedParams(asked, question), q: question.text } };
    case 'contradictions': {
      const state = question.state.find((one) => one === 'settled' || one === 'all') ?? 'open';
      const params = { ...known, place: question.place, state: state === 'all' ? undefined : state };
      return { ...whole, path: '/v1/contradictions', params };
    }
    case 'changes':
      return { ...whole, path: '/v1/changes', params: { ...known, policy, from: addDays(d, -1), to: d } };
    case 'briefing': {
      const from = question.from ?? addDays(d, -1);
      return { ...whole, path: '/v1/changes', params: { ...known, policy, from, to: d } };
    }
    case 'counts': {
      const params = { ...known, policy, measure: counted_measures.join(','), to: d };
      return { path: '/v1/tallies', params, formats: ['csv', 'xlsx'], wider: false };
    }
    default: {
      const { party, status, kind, stance } = question;
      const holder = party.length === 1 ? party[0] : undefined;
      const wider = party.length > 1 || status.length > 0 || kind.length > 0;
      const params = { ...askedParams(asked), within: asked.within, stance, holder };
      return { ...whole, path: '/v1/control', params, wider };
    }
  }
}
