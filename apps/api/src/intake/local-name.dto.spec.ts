import 'reflect-metadata';
import { ActorDto } from '../actors/actor.dto.js';
import { Rejected } from '../http/rejected.js';
import { ShapePipe } from '../http/shape.pipe.js';
import { PlaceDto } from '../places/place.dto.js';

const kinds = [
  { metatype: PlaceDto, body: { id: 'x', kind: 'village', timeZone: 'Asia/Baghdad' } },
  { metatype: ActorDto, body: { id: 'x', kind: 'state' } },
];

describe.each(kinds)('the names of $metatype.name', ({ metatype, body }) => {
  const refusedAt = async (names: object): Promise<readonly (string | undefined)[]> => {
    const sent = { ...body, name: 'X', ...names };
    try {
      await new ShapePipe().transform(sent, { type: 'body', metatype });
      return [];
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return error.violations.map(({ pointer }) => pointer);
    }
  };

  it.each(['\u202E', '\u200B \u00A0', '\u3164', 'two\nlines', 'a\ttab', 'bell\u0007', 'two\u2028lines'])(
    'are not %j',
    async (name) => {
      expect(await refusedAt({ name })).toEqual(['/name']);
      expect(await refusedAt({ aliases: ['X', name] })).toEqual(['/aliases/1']);
      expect(await refusedAt({ names: [{ language: 'ar', name }] })).toEqual(['/names/0/name']);
    },
  );

  it('may have joiners and marks among letters', async () => {
    const name = '\u200Fمی\u200Cخواهم';
    expect(await refusedAt({ name, aliases: [name], names: [{ language: 'fa', name }] })).toEqual([]);
  });
});
