import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordedPlaceDto } from 'sitrep-api';
import { minPositionOf, problemsOf, type Problem, read, send } from '../api/ask.js';
import type { Place } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { idOf, missingIn, type NewPlace, placeOf } from './new-place.js';

/** Registers a place and calls `done` with its id once the answers know it. */
export function useRegistration(done: (id: string) => void) {
  const words = useWords();
  const client = useQueryClient();
  const { situation, desk } = useView();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [sending, setSending] = useState(false);
  const register = async (answers: NewPlace): Promise<void> => {
    const missing = missingIn(answers);
    if (missing !== undefined)
      return setProblems([{ pointer: `/${missing}`, detail: words.say(`place-form.need-${missing}`) }]);
    setSending(true);
    setProblems([]);
    try {
      const id = idOf(answers.name, (taken) => situation?.placeOf.has(taken) ?? false);
      const around = situation?.placeOf.get(answers.parent ?? answers.ends[0] ?? '');
      const { position } = await send<RecordedPlaceDto>(
        '/v1/places',
        placeOf(answers, id, around?.timeZone ?? desk.zone),
      );
      const place = await read<Place>(`/v1/places/${id}`, { minPosition: minPositionOf(position) });
      // It is shown by its name at once, before the list of all places is read anew.
      client.setQueriesData<readonly Place[]>({ queryKey: ['places'] }, (list) => list && [...list, place]);
      await client.invalidateQueries({ queryKey: ['situation'] });
      done(id);
    } catch (error) {
      setProblems(problemsOf(error));
    } finally {
      setSending(false);
    }
  };
  return { register, problems, sending };
}
