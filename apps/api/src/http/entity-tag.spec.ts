import { isNamed, tagOf, weak } from './entity-tag.js';

describe('an entity tag', () => {
  const tag = tagOf('/v1/control', 'json', '331');

  it('is the same for the same parts alone, however they are cut', () => {
    expect(tagOf('/v1/control', 'json', '331')).toBe(tag);
    expect(tagOf('/v1/controljson', '', '331')).not.toBe(tag);
    expect(tag).toMatch(/^"[\w-]+"$/);
  });

  it.each([tag, weak(tag), `"other", ${tag}`, `"other",${weak(tag)} `, '*'])('is named by %s', (header) => {
    expect(isNamed(tag, header)).toBe(true);
    expect(isNamed(weak(tag), header)).toBe(true);
  });

  it.each([undefined, '', '"other"', tag.slice(1, -1)])('is not named by %s', (header) =>
    expect(isNamed(tag, header)).toBe(false),
  );
});
