import type { Development } from './source-rows.js';
import { speakersIn } from './speakers.conversion.js';

describe('whose account a development is', () => {
  const speaking = (chain: readonly string[], actors: Development['actors'] = []) =>
    speakersIn({ actors, source: { outlet: 'Reuters', chain } });
  const speaker = [{ role: 'speaker', actor: 'turkey' }];

  it('is that of the first voice, and of whoever confirms it', () => {
    expect(speaking(['SDF spokesman Talal Silo (voice message)', 'SOHR confirms', 'Reuters'])).toEqual([
      'p-talal-silo',
      'sohr',
    ]);
    expect(speaking(["Iraqi 9th Division and Shi'ite paramilitaries", 'Reuters'])).toEqual([
      'iraqi-army-9th-armored-division',
      'shia-paramilitaries',
    ]);
  });

  it('is not that of a broadcaster which passes it on', () => {
    expect(speaking(['Iraqi military', 'Iraqi state TV', 'Reuters'])).toEqual(['iraqi-security-forces']);
    expect(speaking(['Iraqi state TV', 'Reuters'])).toEqual(['iraqi-state-tv']);
  });

  it('is nobody else’s where the outlet tells what somebody intends', () => {
    expect(speaking(['Reuters narrative'], speaker)).toEqual([]);
    expect(speaking(['Reuters narrative'])).toBeUndefined();
  });
});
