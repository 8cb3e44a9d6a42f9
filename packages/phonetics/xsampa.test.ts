// X-SAMPA both ways: every letter comes back, ties are kept where they can be read.
import { expect, test } from 'vitest';
import { letters } from './letters.ts';
import { ipaKey } from './normalise.ts';
import { fromXSampa, toXSampa } from './xsampa.ts';

test('the standard spellings', () => {
  expect(toXSampa('ˈʃɪp')).toBe('"SIp');
  expect(toXSampa('t͡ʃʰ')).toBe('t_S_h');
  expect(toXSampa('ɖʱ')).toBe('d`_h\\');
  expect(fromXSampa('{nd')).toBe('ænd');
  expect(fromXSampa('r\\`_0')).toBe('ɻ̥');
});

test('what is written is read back as the same symbol', () => {
  const symbols = ['ŋ͡m', 'k͡p', 'n̪', 'ɔ̃ː', 'ɹ̩', 't̚', 'ŋ̊ǃʰ', 'ɚ', 'ɫ', 'ɓ', 'ʄ', '˧ˀ˥', 'ɪ̯', 'ɛː', 'ǁ', 'p|b'];
  for (const symbol of [...symbols, ...letters.keys()]) {
    if (letters.get(symbol)?.type === 'archiphoneme') continue;
    expect(ipaKey(fromXSampa(toXSampa(symbol))), symbol).toBe(ipaKey(symbol));
  }
});
