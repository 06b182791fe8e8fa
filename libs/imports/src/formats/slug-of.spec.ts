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

  it('keeps names apart that differ in letters of other scripts alone', () => {
    expect(slugOf('حي 17')).toMatch(/^17-[0-9a-f]{8}$/);
    expect(slugOf('قرية 17')).not.toBe(slugOf('حي 17'));
    expect(slugOf('Mosul الموصل')).not.toBe(slugOf('Mosul القديمة'));
    expect(slugOf('Diyarbakır', 'Łódź')).toBe('diyarbak-r-odz');
  });

  it('is the same for names that look the same', () => {
    const plain = slugOf('الموصل القديمة');
    for (const same of ['\u200fالموصل القديمة', 'الموصل\u00a0القديمة', 'الموصـــل القديمة', 'الموصل  القديمة '])
      expect(slugOf(same)).toBe(plain);
    expect(slugOf('Old\u200b\u00a0Mill')).toBe('old-mill');
  });
});
