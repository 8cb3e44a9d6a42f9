// Proves requests, read-back and clips with the real engine.
import { describe, expect, it } from 'vitest';
import { clipMaker } from './clip.ts';
import { espeakEngine } from './espeak-engine.ts';
import { arabicMsa } from './espeak-voices/arabic-msa.ts';
import { cantoneseHongkong } from './espeak-voices/cantonese-hongkong.ts';
import { englishGb } from './espeak-voices/english-gb.ts';
import { hindiStandard } from './espeak-voices/hindi-standard.ts';
import { ipa } from './espeak-voices/ipa.ts';
import { mandarinBeijing } from './espeak-voices/mandarin-beijing.ts';
import { polishStandard } from './espeak-voices/polish-standard.ts';
import { vietnameseHanoi } from './espeak-voices/vietnamese-hanoi.ts';
import { readBack } from './read-back.ts';
import { requestSound, requestWord, type SpeechRequest, type WordSound } from './request.ts';
import type { VoiceTable } from './voice-table.ts';

const engine = espeakEngine();
const request = (made: SpeechRequest | { refused: string }): SpeechRequest => {
  if ('refused' in made) throw new Error(made.refused);
  return made;
};
const word = (...sounds: (Partial<WordSound> & { phoneme: string })[]): WordSound[] =>
  sounds.map((sound) => ({ kind: 'consonant', wordBegins: false, ...sound }));
const make = (table: VoiceTable, made: SpeechRequest) => clipMaker(engine, table).make(made);

describe('what is asked of a voice', () => {
  it('says a consonant in the frame of its position', () => {
    expect(request(requestSound(englishGb, 'ʃ'))).toMatchObject({ say: "A:S'A:", frame: 'VCV' });
    expect(request(requestSound(englishGb, 'ŋ'))).toMatchObject({ say: "'A:N", frame: 'VC' });
    expect(request(requestSound(englishGb, 'h'))).toMatchObject({ say: "h'A:", frame: 'CV' });
    expect(request(requestSound(vietnameseHanoi, '˨˩'))).toMatchObject({ say: 'ma:2', frame: 'CV' });
  });

  it('says no implosive, nor a word with one', () => {
    expect(requestSound(vietnameseHanoi, 'ɓ')).toHaveProperty('refused');
    expect(requestWord(vietnameseHanoi, word({ phoneme: 'ɓ' }, { phoneme: 'i', kind: 'vowel' }))).toHaveProperty(
      'refused',
    );
  });

  it('puts stress before the vowel, leaves out what is dropped, and doubles by length', () => {
    const bism = word(
      { phoneme: 'f' },
      { phoneme: 'iː', kind: 'vowel', phones: ['ɪ'] },
      { phoneme: 'ʔ', phones: [], wordBegins: true },
      { phoneme: 'k' },
      { phoneme: 'k' },
      { phoneme: 'a', kind: 'vowel', stress: 'primary' },
    );
    expect(request(requestWord(arabicMsa, bism)).say).toBe("fik:'a");
  });

  it('puts a tone after its vowel, and follows the rhyme to its end', () => {
    const tim = word(
      { phoneme: 't' },
      { phoneme: 'i', kind: 'vowel' },
      { phoneme: '˨˩', kind: 'tone' },
      { phoneme: 'm' },
    );
    const asked = request(requestWord(vietnameseHanoi, tim));
    expect(asked.say).toBe('t[i2m');
    expect(asked.tones).toMatchObject([{ at: 1, until: 2 }]);
  });
});

describe('what is asked of the voices of more languages', () => {
  it('brings a tone that is spelled after the coda to its vowel, and gives a vowel without one the neutral tone', () => {
    const friend = word(
      { phoneme: 'pʰ' },
      { phoneme: 'ɤ', kind: 'vowel', phones: ['ə'] },
      { phoneme: 'ŋ' },
      { phoneme: '˧˥', kind: 'tone' },
      { phoneme: 'j' },
      { phoneme: 'ou', kind: 'vowel' },
    );
    expect(request(requestWord(mandarinBeijing, friend)).say).toBe('ph|@35|N|j|ou22');
  });

  it('says the tone that sandhi makes of another', () => {
    const third = word(
      { phoneme: 'n' },
      { phoneme: 'i', kind: 'vowel' },
      { phoneme: '˨˩˦', kind: 'tone', phones: ['˧˥'] },
    );
    expect(request(requestWord(mandarinBeijing, third))).toMatchObject({ say: 'n|i35', tones: [{ name: '˧˥' }] });
  });

  it('keeps two sounds from being read as the notation of a third', () => {
    const three = word({ phoneme: 't' }, { phoneme: 'ʂ' }, { phoneme: 'ɨ', kind: 'vowel', stress: 'primary' });
    expect(request(requestWord(polishStandard, three)).say).toBe("t|s.|'y");
  });
});

describe('the read-back', () => {
  const speech = (...phones: string[]) => ({
    pcm: new Float32Array(1),
    sample_rate: 22_050,
    heard: phones.map((ipa, at) => ({ ipa, at_ms: at * 100 })),
    ends_ms: phones.length * 100,
  });
  const expected = (...phones: string[]) => phones.map((hear) => ({ sound: hear, hear: [hear] }));

  it('accepts exactly what was asked, however the engine cuts it', () => {
    expect(readBack(speech('f', 'ˈaɪə'), expected('f', 'ˈaɪ', 'ə'))?.map(({ from_ms }) => from_ms)).toEqual([
      0, 100, 100,
    ]);
  });

  it.each([
    ['a sound that fell out', speech('ʃ', 'p')],
    ['another sound', speech('s', 'ˈɪ', 'p')],
    ['another stress', speech('ʃ', 'ɪ', 'p')],
    ['one sound more', speech('ʃ', 'ˈɪ', 'p', 's')],
  ])('refuses %s', (_, said) => {
    expect(readBack(said, expected('ʃ', 'ˈɪ', 'p'))).toBeUndefined();
  });
});

describe('clips of eSpeak NG', () => {
  it('are the same bytes whatever was said before', async () => {
    const asked = request(requestSound(englishGb, 'ʃ'));
    const first = await make(englishGb, asked);
    await make(englishGb, request(requestSound(englishGb, 'iː')));
    expect(await make(englishGb, asked)).toEqual(first);
    expect(first).toMatchObject({ heard: 'ɑːʃˈɑː', lead_in_ms: 75 });
  });

  it('are refused where the engine drops the sound: IPA is no notation of its own', async () => {
    const asked = { say: "A:ʃ'A:", expect: [{ sound: 'ʃ', hear: ['ʃ'] }], frame: 'VCV', tones: [] } as const;
    expect(await make(englishGb, asked as unknown as SpeechRequest)).toHaveProperty('refused');
  });

  it('have the pitch of their tone: a rising one is not taken for a falling one', async () => {
    const rising = request(requestSound(vietnameseHanoi, '˧˥'));
    expect(await make(vietnameseHanoi, rising)).toHaveProperty('mp3');
    const [tone] = rising.tones;
    const asFalling: SpeechRequest = { ...rising, tones: [{ ...tone!, tone: { say: '3', shape: 'low-falling' } }] };
    expect(await make(vietnameseHanoi, asFalling)).toHaveProperty('refused');
  });

  it('have the formants of their vowel: Vietnamese u comes out as o', async () => {
    const u: VoiceTable = {
      ...vietnameseHanoi,
      cannot: {},
      sounds: { u: { say: 'u', hear: 'u', frame: 'isolated', formants: [340, 800] } },
    };
    expect(await make(u, request(requestSound(u, 'u')))).toMatchObject({
      refused: expect.stringContaining('formants'),
    });
    expect(await make(vietnameseHanoi, request(requestSound(vietnameseHanoi, 'o')))).toHaveProperty('mp3');
  });

  it('are long where the vowel is', async () => {
    expect(await make(arabicMsa, request(requestSound(arabicMsa, 'aː')))).toHaveProperty('mp3');
    const short = { ...request(requestSound(arabicMsa, 'a')), check: { longer_than: 'a' } };
    expect(await make(arabicMsa, short)).toHaveProperty('refused');
  });

  it('have the level of their tone: a mid one is not taken for a low one', async () => {
    const mid = request(requestSound(cantoneseHongkong, '˧'));
    expect(await make(cantoneseHongkong, mid)).toHaveProperty('mp3');
    const [tone] = mid.tones;
    const asLow: SpeechRequest = { ...mid, tones: [{ ...tone!, tone: { say: '3', shape: [2, 2] } }] };
    expect(await make(cantoneseHongkong, asLow)).toMatchObject({ refused: expect.stringContaining('which is not 22') });
  });

  it('have breath after an aspirated stop', async () => {
    expect(await make(hindiStandard, request(requestSound(hindiStandard, 'kʰ')))).toHaveProperty('mp3');
    const plain = { ...request(requestSound(hindiStandard, 'k')), check: { aspirated_of: 'k' } };
    expect(await make(hindiStandard, plain)).toHaveProperty('refused');
  });

  it('of the alphabet come from the voice that says the letter', async () => {
    const barred = request(requestSound(ipa, 'ɨ'));
    expect(barred.voice).toBe('ru');
    expect(await make(ipa, barred)).toHaveProperty('mp3');
    expect(requestSound(ipa, 'ǃ')).toHaveProperty('refused');
  });
});
