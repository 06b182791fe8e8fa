import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ControlItemDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { askedParams, type Place, situationOf } from '../api/situation.js';
import { answerOf } from '../map/filter.js';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay, plainDay } from '../words/days.js';
import { agoOf, dayNear, verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { useExplanation } from './why.jsx';

/** A sentence beside the answer; bold where it tells that the answer was another. */
interface Fact {
  readonly text: string;
  readonly bold?: boolean;
}

const old_days = 7;

/** Since when and from whom, last seen, how sure, what could be said that evening, and hints. */
export function useFacts(place: Place): readonly Fact[] {
  const words = useWords();
  const { situation, parties, asked } = useView();
  const evening = useEvening(place);
  const around = useAround(place);
  const inferred = useInferred(place);
  if (situation === undefined) return [];
  const answer = answerOf(situation, place.id);
  const facts: Fact[] = [];
  const add = (text: string): number => facts.push({ text });
  const who = (actors: readonly string[]): string => words.list(actors.map((actor) => parties.nameOf(actor)));
  const near = (day: string): string => dayNear(dayOf(day, place.timeZone), asked.d, words);
  if (answer.status === 'held' && answer.since && (answer.takenFrom ?? []).length > 0)
    add(words.say('place.taken-from', { who: who(answer.takenFrom ?? []), day: near(answer.since) }));
  if (answer.lastEvidence && answer.status !== 'inferred') {
    const gaps = { day: near(answer.lastEvidence), ago: agoOf(answer.evidenceAgeDays ?? 0, words) };
    add(words.say(answer.status === 'held' ? 'place.seen' : 'place.reported', gaps));
  }
  if (answer.status === 'inferred') add(words.say('place.nobody'));
  if (inferred !== undefined) add(inferred);
  if (answer.status === 'unknown') add(words.say('place.nothing', { day: fullDay(asked.d, words.language) }));
  if (answer.confidence) {
    const level = words.say(`place.level-${answer.confidence}`);
    const n = answer.evidenceAgeDays ?? 0;
    add(n > old_days ? words.say('place.confidence-old', { level, n }) : words.say('place.confidence', { level }));
  }
  if (around?.insideAreaHeldBy) {
    const { place: area, holders } = around.insideAreaHeldBy;
    add(words.say('place.inside', { area: situation.placeOf.get(area.id)?.name ?? area.name, who: who(holders) }));
  }
  if (around?.parts && around.parts.of > 0) {
    const holders = words.list(around.parts.byHolder.map(({ holder, count }) => `${parties.nameOf(holder)} ${count}`));
    add(words.say('place.parts', { known: around.parts.known, of: around.parts.of, holders }));
  }
  return evening === undefined ? facts : [...facts, evening];
}

/** What could be said on the evening of the world date, where that was before the known date. */
function useEvening(place: Place): Fact | undefined {
  const words = useWords();
  const { situation, parties, asked, knownDay } = useView();
  const client = useQueryClient();
  const enabled = knownDay > asked.d;
  const then = useQuery({ ...situationOf({ ...asked, k: asked.d }, client), enabled });
  if (!enabled || situation === undefined || then.data === undefined || then.isPlaceholderData) return undefined;
  const [now, before] = [situation, then.data].map((one) => verdictOf(answerOf(one, place.id), parties, words));
  const day = plainDay(asked.d, words.language);
  if (now === before) return { text: words.say('place.same', { day }) };
  return { text: words.say('place.other', { day, answer: before ?? '' }), bold: true };
}

/** The hints of the areas around and the parts inside. */
function useAround(place: Place): ControlItemDto | undefined {
  const { asked } = useView();
  const { data } = useQuery({
    queryKey: ['around', place.id, asked],
    queryFn: ({ signal }) =>
      read<{ items: readonly ControlItemDto[] }>('/v1/control', { place: place.id, ...askedParams(asked) }, signal),
    staleTime: 60_000,
  });
  return data?.items[0];
}

/** Of an inferred answer: who took it from whom afterwards. */
function useInferred(place: Place): string | undefined {
  const words = useWords();
  const { situation, parties, asked } = useView();
  const { data } = useExplanation(place.id);
  if (situation === undefined || answerOf(situation, place.id).status !== 'inferred') return undefined;
  const claim = data?.supports.find(({ effect }) => effect === 'gained')?.claim as
    { holders?: string[]; takenFrom?: string; effective?: string } | undefined;
  if (claim?.takenFrom === undefined || claim.effective === undefined) return undefined;
  return words.say('place.inferred-from', {
    taker: words.list((claim.holders ?? []).map((actor) => parties.nameOf(actor))),
    loser: parties.nameOf(claim.takenFrom),
    day: dayNear(dayOf(claim.effective, place.timeZone), asked.d, words),
  });
}
