import { readReviewSettings, sendsDraftsOnly } from './review-settings.js';

const review = { draftsFrom: ['reporter', 'key:0f3a9c1d27be', 'anonymous'], needsSecondPerson: true };
const invalid = (name: string, text: string, right: string): Error => new Error(`${name} ${text} ${right}`);
const read = (env: Readonly<Record<string, string>>) => readReviewSettings((name) => env[name], invalid);

describe('whose reports are drafts', () => {
  it.each([
    ['a reporter', { id: 'key:a', roles: ['reporter'] }, true],
    ['a reporter who also reads', { id: 'key:a', roles: ['reader', 'reporter'] }, true],
    ['a reporter who is an editor, too', { id: 'key:a', roles: ['reporter', 'editor'] }, false],
    ['an editor', { id: 'key:a', roles: ['editor'] }, false],
    ['the key that is listed, whatever its roles', { id: 'key:0f3a9c1d27be', roles: ['admin'] }, true],
    ['everybody without a key, where that is listed', { id: 'anonymous', roles: [] }, true],
    ['a reader, who sends nothing', { id: 'key:a', roles: ['reader'] }, false],
  ])('%s', (_who, principal, only) => {
    expect(sendsDraftsOnly(review, principal)).toBe(only);
  });

  it('is nobody without the settings', () => {
    expect(read({})).toEqual({ draftsFrom: [], needsSecondPerson: false });
    expect(sendsDraftsOnly(read({}), { id: 'key:a', roles: ['reporter'] })).toBe(false);
  });

  it('is read with blanks between', () => {
    expect(read({ SITREP_DRAFTS_FROM: ' reporter , oidc:amina', SITREP_SECOND_PERSON: 'yes' })).toEqual({
      draftsFrom: ['reporter', 'oidc:amina'],
      needsSecondPerson: true,
    });
  });

  it.each([
    { SITREP_DRAFTS_FROM: 'repoter' },
    { SITREP_DRAFTS_FROM: 'key:' },
    { SITREP_DRAFTS_FROM: 'key:rita' },
    { SITREP_DRAFTS_FROM: 'key:0F3A9C1D27BE' },
    { SITREP_DRAFTS_FROM: 'oidc:' },
    { SITREP_SECOND_PERSON: 'maybe' },
  ])('refuses %j', (env) => {
    expect(() => read(env)).toThrow(/^SITREP_/);
  });
});
