// A small but whole inventory for tests: every kind of record and link once, and no claim about any real language.
import { countsOf } from '@phonochart/catalog/counts.ts';
import { Inventory } from '@phonochart/catalog/inventory.ts';

/** What a test may vary; the rest is the same for every code. */
export type ExampleOptions = { name?: string; autonym?: string; description?: string };

/** /p aː ʃ ˥/ with a realisation, three words, a clip, a spelling and a minimal pair; ids derive from the code. */
export function exampleInventory(code = 'example', options: ExampleOptions = {}): Inventory {
  const { name = 'Example', autonym = 'Ẽxample', description = 'Made up for tests.' } = options;
  const id = (rest: string) => `${code}:${rest}`;
  const word = (form: string, phonemic: string, sounds: string[], phonetic = phonemic) => ({
    id: id(`word:${form}`),
    form,
    phonemic,
    phonetic,
    stress: 0,
    gloss: { en: form, vi: form },
    segments: sounds.map((sound, index) => ({
      letters: [[index, index + 1]],
      phoneme: id(sound),
      ...(sound === 'p' && index === 0 && phonetic !== phonemic ? { realisation: id('p>pʰ') } : {}),
    })),
  });
  const ref = (form: string, at: number) => ({ word: id(`word:${form}`), at });
  const phoneme = (symbol: string, kind: string, position: number, more: object) => ({
    id: id(symbol),
    language: code,
    position,
    kind,
    symbol,
    ipa: symbol,
    status: 'core',
    ...more,
  });
  const phonemes = [
    phoneme('p', 'consonant', 0, {
      description: { en: 'As in many languages.', vi: 'Như trong nhiều ngôn ngữ.' },
      approximations: { vi: { text: 'p', note: 'bật hơi' } },
      words: [ref('pa', 0), ref('ap', 1)],
    }),
    phoneme('ʃ', 'consonant', 1, {
      articulation: { en: 'Blow air over the raised tongue.', vi: 'Thổi hơi qua lưỡi nâng cao.' },
      words: [ref('xa', 0)],
    }),
    phoneme('aː', 'vowel', 2, { words: [ref('pa', 1), ref('xa', 1)] }),
    phoneme('˥', 'tone', 3, { name: 'high', words: [] }),
  ];
  const inventory = {
    id: code,
    language: {
      id: code,
      code,
      kind: 'language',
      name,
      names: { vi: `Tiếng ${name}` },
      autonym,
      aliases: [`Old ${name}`],
      bcp47: 'mis',
      iso639_3: 'mis',
      glottocode: 'exam1234',
      family: 'Invented',
      variety: { en: 'Test bench', vi: 'Bàn thử' },
      direction: 'ltr',
      script: 'Latn',
      review: { state: 'unreviewed' },
      tones: 'listed',
      description: { en: description },
      sources: [{ citation: 'Made up for tests.', used_for: 'inventory' }],
      licence: 'CC0-1.0',
      contributors: [{ name: 'A tester' }],
      prosody: { tone: { en: 'One tone.' } },
      syllable: { template: 'CV(C)+T' },
      spellings: [{ phoneme: id('ʃ'), letters: 'x', rank: 1, words: [id('word:xa')] }],
      minimal_pairs: [{ phonemes: [id('p'), id('ʃ')], words: [ref('pa', 0), ref('xa', 0)] }],
      counts: {},
    },
    phonemes,
    realisations: [
      {
        id: id('p>pʰ'),
        language: code,
        position: 0,
        phonemes: [id('p')],
        output: ['pʰ'],
        environment: { position: ['word-initial'], text: { en: 'At the start of a word', vi: 'Ở đầu từ' } },
        free_variation: false,
        words: [ref('pa', 0)],
      },
    ],
    words: [word('pa', 'paː', ['p', 'aː'], 'pʰaː'), word('ap', 'aːp', ['aː', 'p']), word('xa', 'ʃaː', ['ʃ', 'aː'])],
    audio: [
      {
        id: id('audio:ʃ'),
        voices: id('ʃ'),
        voices_kind: 'phoneme',
        source_type: 'tts',
        voice_id: 'espeak-ng:en',
        language: 'en',
        file: 'sh.00000000.mp3',
        sha256: '0'.repeat(64),
        mime: 'audio/mpeg',
        bytes: 6000,
        duration_ms: 800,
        lead_in_ms: 50.5,
        loudness: -18,
        frame: 'CV',
        licence: 'CC0-1.0',
        attribution: 'Nobody',
        preferred: false,
        created_at: '2026-11-21T08:00:00Z',
        updated_at: '2026-11-21T08:00:00Z',
      },
    ],
  };
  const counts = countsOf(inventory as unknown as Inventory);
  return Inventory.parse({ ...inventory, language: { ...inventory.language, counts } });
}
