import { reportIdOf } from '#event-log';
import { chosenId } from './draft-references.js';

describe('an id that a key with bounds sends', () => {
  const source = { outlet: 'Reuters' };
  const derived = reportIdOf('Reuters', 'R-1');
  const strange = reportIdOf('AFP', 'A-1');

  it('is the one that outlet and number give, or none', () => {
    expect(chosenId({ source, externalId: 'R-1' })).toEqual([]);
    expect(chosenId({ source, externalId: 'R-1', id: derived.toUpperCase() })).toEqual([]);
  });

  it('is refused where it is another, and what is right is said', () => {
    const [other] = chosenId({ source, externalId: 'R-1', id: strange });
    expect(other).toMatchObject({ pointer: '/id', code: 'id_not_permitted', detail: expect.stringContaining(derived) });
    const [alone] = chosenId({ source, id: strange });
    expect(alone).toMatchObject({ pointer: '/id', detail: expect.stringContaining('send an externalId') });
  });
});
