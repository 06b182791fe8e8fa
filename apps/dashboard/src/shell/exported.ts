import type { Params } from '../api/ask.js';
import { type Asked, askedParams, knownParams, listParams } from '../api/situation.js';
import { counted_measures } from '../counts/use-counts.js';
import { feedParams } from '../api/feed.js';
import { policies, type Question } from '../url/question.js';
import { addDays } from '../words/days.js';
import { screenOf } from './screens.js';

/** The list of the API that a screen shows, with what of its filters the API has. */
export interface Exported {
  /** The address without the ending that names the format. */
  readonly path: string;
  readonly params: Params;
  readonly formats: readonly Format[];
  /** What the file does not have of the screen: some of its filters, so that it has more rows, or whose word counts. */
  readonly lacks: 'filters' | 'policy' | undefined;
}

export const formats = ['csv', 'xlsx', 'geojson'] as const;
type Format = (typeof formats)[number];

/** What of a screen can be had as a file. */
export function exportedOf(path: string, asked: Asked, question: Question): Exported {
  const { name, named } = screenOf(path);
  const { d, policy } = asked;
  const known = listParams(asked);
  const whole = { formats, lacks: undefined };
  // Days are compared by the rows, which are those of all sources.
  const byRows = policy === undefined || policy === policies[0] ? undefined : 'policy';
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
      return { ...whole, path: '/v1/changes', params: { ...known, from: addDays(d, -1), to: d }, lacks: byRows };
    case 'briefing': {
      const from = question.from ?? addDays(d, -1);
      return { ...whole, path: '/v1/changes', params: { ...known, from, to: d }, lacks: byRows };
    }
    case 'counts': {
      const params = { ...known, policy, measure: counted_measures.join(','), to: d };
      return { path: '/v1/tallies', params, formats: ['csv', 'xlsx'], lacks: undefined };
    }
    default: {
      const { party, status, kind, stance } = question;
      const holder = party.length === 1 ? party[0] : undefined;
      const isWider = party.length > 1 || status.length > 0 || kind.length > 0;
      const params = { ...askedParams(asked), within: asked.within, stance, holder };
      return { ...whole, path: '/v1/control', params, lacks: isWider ? 'filters' : undefined };
    }
  }
}
