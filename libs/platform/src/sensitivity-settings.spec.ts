import { readSettings } from './settings.js';
import { default_sensitivity } from './sensitivity-settings.js';

const read = (given: object) => readSettings({ SITREP_SENSITIVITY: JSON.stringify(given) }).sensitivity;

describe('the settings of sensitivity', () => {
  it('have four levels where none are set, and show what nobody restricted to everybody', () => {
    expect(readSettings({}).sensitivity).toBeUndefined();
    const { levels, standard, clearances } = default_sensitivity;
    expect([levels, standard]).toEqual([['open', 'internal', 'restricted', 'secret'], 'open']);
    expect(clearances).toMatchObject({
      anonymous: 'open',
      watches: 'open',
      sql: 'open',
      reader: 'internal',
      admin: 'secret',
    });
  });

  it('clear nobody but an admin for levels of their own where they do not say whom', () => {
    const settings = read({ levels: ['low', 'high'], clearances: { editor: 'high' } });
    expect(settings?.clearances).toMatchObject({
      reader: 'low',
      reporter: 'low',
      editor: 'high',
      analyst: 'low',
      admin: 'high',
    });
  });

  it.each([
    [{ levels: [] }, '/levels must be 1 to 10 different slugs'],
    [{ levels: ['a', 'a'] }, '/levels'],
    [{ default: 'low' }, '/default must be one of open, internal, restricted, secret'],
    [{ clearances: { boss: 'open' } }, '/clearances/boss is not known'],
    [{ outlets: { SANA: 'hidden' } }, '/outlets/SANA must be one of'],
    [{ view: { time: 'hour' } }, '/view/time must be one of day, week, month, year'],
    [{ view: { place: 'district' } }, '/view/place must be a list'],
    [{ level: [] }, '/level is not known'],
  ])('that cannot be meant are named: %j', (given, message) => {
    expect(() => read(given)).toThrow(message);
    expect(() => read(given)).toThrow(/^SITREP_SENSITIVITY is /);
  });

  it('which are no JSON are refused by name', () => {
    expect(() => readSettings({ SITREP_SENSITIVITY: '{levels' })).toThrow(/^SITREP_SENSITIVITY is .*such as .*JSON/);
  });
});
