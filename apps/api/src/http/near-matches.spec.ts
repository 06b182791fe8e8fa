import { nearMatches } from './near-matches.js';

const places = ['mosul', 'mosul-old-city', 'raqqa-city', 'road-mosul-tal-afar', 'tal-afar', 'manbij'];

describe('near matches', () => {
  it('proposes the nearest name first', () => {
    expect(nearMatches('mossul', places)[0]).toBe('mosul');
    expect(nearMatches('tall-afar', places)[0]).toBe('tal-afar');
  });

  it('proposes names that hold the wrong one as a word', () => {
    expect(nearMatches('raqqa', places)).toEqual(['raqqa-city']);
    expect(nearMatches('far-off', ['the_very_far_off_hills'])).toEqual(['the_very_far_off_hills']);
  });

  it('proposes nothing when nothing is alike', () => {
    expect(nearMatches('zzzzzzzz', places)).toEqual([]);
  });

  it('proposes three at most', () => {
    expect(nearMatches('aa', ['ab', 'ac', 'ad', 'ae'])).toEqual([]);
    expect(nearMatches('road', ['road_cut', 'road_secured', 'road_a', 'road_b'])).toHaveLength(3);
  });
});
