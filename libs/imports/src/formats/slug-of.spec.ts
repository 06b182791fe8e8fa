import { slugOf } from './slug-of.js';

describe('the slug of names', () => {
  it.each([
    [['Iraq', 'Nīnawá province', 'Mosul town'], 'iraq-ninawa-province-mosul-town'],
    [['Qaḑā’ al Fallūjah'], 'qada-al-fallujah'],
    [['Iraq', '', 'Iraq'], 'iraq-iraq'],
  ])('of %j is %s', (names, slug) => expect(slugOf(...names)).toBe(slug));

  it('is of its own for names in other letters and for long ones, and always the same', () => {
    const arabic = slugOf('Iraq', 'الموصل');
    expect(arabic).toMatch(/^iraq-[0-9a-f]{8}$/);
    expect(slugOf('Iraq', 'الموصل')).toBe(arabic);
    expect(slugOf('Iraq', 'بغداد')).not.toBe(arabic);
    const long = slugOf('x'.repeat(80));
    expect(long).toMatch(/^x{55}-[0-9a-f]{8}$/);
    expect(slugOf('x'.repeat(81))).not.toBe(long);
  });
});
