// What to ask of a voice for a sound alone or a word, and what it must then report; or why it cannot be asked.
import type { Frame } from '@phonochart/catalog/audio.ts';
import type { VoiceSound, VoiceTable, VoiceTone } from './voice-table.ts';

/** A piece of the answer: one of `hear`, exactly; `sound` is the IPA that it stands for. */
export type ExpectedPhone = { sound: string; hear: string[] };

export type SpeechRequest = {
  /** In the engine's notation. */
  say: string;
  expect: ExpectedPhone[];
  frame: Frame;
  /** The engine's id of the voice, where it is not the table's. */
  voice?: string;
  /** The punctuation that sets its tune. */
  ending?: string;
  /** Where the pitch must fall after a vowel, or nowhere: the pieces of `expect` that are vowels, and the accented one's place among them. */
  accent?: { vowels: number[]; at?: number };
  /** What else the sound must show. */
  check?: Pick<VoiceSound, 'formants' | 'longer_than' | 'aspirated_of'>;
  /** Tones by the piece of `expect` that carries them; `until` is the last piece of the rhyme that can carry pitch. */
  tones: { at: number; until: number; tone: VoiceTone; name: string }[];
};

export type Refusal = { refused: string };

/**
 * A sound alone, in the frame of its table.
 * @param ipa a phoneme or a phone; of a phone that may differ from the phoneme, `phoneme` says which it realises
 */
export function requestSound(table: VoiceTable, ipa: string, phoneme?: string): SpeechRequest | Refusal {
  const key = phoneme === undefined ? ipa : `${phoneme}>${ipa}`;
  const tone = table.tones?.[key];
  if (tone && table.toneBearer) return toneAlone(table.toneBearer, tone, ipa);
  const why = table.cannot[key] ?? table.leaves[key];
  if (why !== undefined) return { refused: why };
  const own = table.sounds[key];
  if (!own && phoneme === ipa) return { refused: 'the phone has the letter of its phoneme: the phoneme has the clip' };
  const whyPhone = table.cannot[ipa] ?? table.leaves[ipa];
  const sound = own ?? (whyPhone === undefined ? table.sounds[ipa] : undefined);
  if (!sound) return { refused: whyPhone ?? `the voice has no [${ipa}] of its own` };
  const { CV, VC, VCV } = table.frames;
  const { say, frame } = sound;
  const voice = sound.voice === undefined ? {} : { voice: sound.voice };
  const target = { sound: ipa, hear: alternatives(sound) };
  const vowel = ({ hear }: { hear: string }): ExpectedPhone => ({ sound: hear, hear: [hear] });
  switch (frame) {
    case 'CV':
      return { say: say + CV.say, expect: [target, vowel(CV)], frame, ...voice, tones: [] };
    case 'VC':
      return { say: VC.say + say, expect: [vowel(VC), target], frame, ...voice, tones: [] };
    case 'VCV':
      return {
        say: VCV[0].say + say + VCV[1].say,
        expect: [vowel(VCV[0]), target, vowel(VCV[1])],
        frame,
        ...voice,
        tones: [],
        ...(sound.aspirated_of === undefined ? {} : { check: { aspirated_of: sound.aspirated_of } }),
      };
    default:
      return {
        say: table.stress.primary + say + (table.tones ? levelTone(table) : ''),
        expect: [{ ...target, hear: target.hear.map((hear) => (table.hears_stress ? `ˈ${hear}` : hear)) }],
        frame,
        ...voice,
        tones: [],
        check: sound,
      };
  }
}

/** One sound of a word. */
export type WordSound = {
  /** The phoneme's symbol. */
  phoneme: string;
  /** The phones that it is realised by, where a realisation is marked; none where it is dropped. */
  phones?: string[];
  kind: 'vowel' | 'consonant' | 'tone';
  /** Stress of the vowel. */
  stress?: 'primary' | 'secondary';
  /** Whether a word begins here that is not the first. */
  wordBegins: boolean;
};

/** A word, sound by sound; silent letters are left out. */
export function requestWord(table: VoiceTable, word: readonly WordSound[]): SpeechRequest | Refusal {
  let say = '';
  const expect: ExpectedPhone[] = [];
  const tones: SpeechRequest['tones'] = [];
  const vowels: number[] = [];
  let accented: number | undefined;
  const spoken = tonesBesideVowels(word.filter(({ phones }) => phones?.length !== 0));
  for (let at = 0; at < spoken.length; at++) {
    const here = spoken[at]!;
    if (here.kind === 'tone') {
      const { tone, name } = toneOf(table, here);
      if (!tone) return { refused: `${name}: ${table.cannot[name] ?? 'the voice has no such tone'}` };
      say += tone.say;
      tones.push({ at: expect.length - 1, until: expect.length - 1, tone, name });
      continue;
    }
    const next = spoken.slice(at + 1).find(({ kind }) => kind !== 'tone');
    const follows = next && !next.wordBegins ? next : undefined;
    const doubles =
      table.doubled !== undefined && here.kind === 'consonant' && follows !== undefined && isHalfOf(here, follows);
    // Of a doubled affricate the first half is a mere stop: the second one is the sound that is let go.
    const found = soundOf(table, doubles ? follows! : here);
    if ('refused' in found) return found;
    let heard = alternatives(found);
    if (here.wordBegins) say += table.word_break;
    else if (say !== '') say += table.separator ?? '';
    if (here.stress) say += table.stress[here.stress];
    say += found.before?.[follows?.phoneme ?? ''] ?? found.say;
    if (doubles) {
      say += table.doubled;
      heard = heard.flatMap((hear) => [hear, hear + hear]);
      at++;
    }
    if (here.stress && table.hears_stress) heard = heard.map((hear) => (here.stress === 'primary' ? 'ˈ' : 'ˌ') + hear);
    const rhyme = tones.at(-1);
    if (here.kind === 'vowel' && spoken[at + 1]?.kind !== 'tone') say += table.neutral_tone ?? '';
    if (here.kind === 'vowel') {
      if (here.stress) accented = vowels.length;
      vowels.push(expect.length);
    }
    expect.push({ sound: here.phoneme, hear: heard });
    const carries = here.kind === 'vowel' || /^[mnŋɲjwl]/u.test(here.phoneme);
    if (rhyme && !here.wordBegins && carries && rhyme.until === expect.length - 2) rhyme.until = expect.length - 1;
  }
  if (expect.length === 0) return { refused: 'nothing of it is spoken' };
  if (table.accent_ending === undefined) return { say, expect, frame: 'word', tones };
  if (accented === undefined) return { say, expect, frame: 'word', tones, accent: { vowels } };
  return { say, expect, frame: 'word', tones, ending: table.accent_ending, accent: { vowels, at: accented } };
}

/** Tones in the place where the engine has them, after the vowel, wherever the spelling has them in the syllable. */
function tonesBesideVowels(word: readonly WordSound[]): WordSound[] {
  const ordered: WordSound[] = [];
  let early: WordSound | undefined;
  for (const sound of word) {
    const before = ordered.findLastIndex(({ kind }) => kind !== 'consonant');
    if (sound.kind !== 'tone') {
      ordered.push(sound);
      if (sound.kind === 'vowel' && early) ordered.push(early);
      if (sound.kind === 'vowel') early = undefined;
    } else if (ordered[before]?.kind === 'vowel') ordered.splice(before + 1, 0, sound);
    else early = sound;
  }
  return early ? [...ordered, early] : ordered;
}

/** `phoneme>phone` where the voice has the contour of the realisation, else the tone's own. */
function toneOf({ tones }: VoiceTable, { phoneme, phones }: WordSound): { tone: VoiceTone | undefined; name: string } {
  const realised = phones?.length === 1 ? tones?.[`${phoneme}>${phones[0]}`] : undefined;
  return realised ? { tone: realised, name: phones![0]! } : { tone: tones?.[phoneme], name: phoneme };
}

/** Whether it is the first half of a long consonant: the same phoneme again, or one that takes the next one's phone. */
function isHalfOf({ phoneme, phones }: WordSound, next: WordSound): boolean {
  if (phoneme === next.phoneme) return true;
  const phone = phones?.length === 1 ? phones[0] : undefined;
  return phone !== undefined && phone === (next.phones?.[0] ?? next.phoneme);
}

function soundOf(table: VoiceTable, { phoneme, phones }: WordSound): VoiceSound | Refusal {
  const whyNot = table.cannot[phoneme];
  const phone = phones?.length === 1 ? phones[0]! : undefined;
  if (phone !== undefined) {
    const why = table.cannot[`${phoneme}>${phone}`] ?? table.cannot[phone];
    if (why !== undefined) return { refused: `[${phone}]: ${why}` };
    const own = table.sounds[`${phoneme}>${phone}`] ?? table.sounds[phone];
    if (own) return own;
  }
  if (whyNot !== undefined) return { refused: `/${phoneme}/: ${whyNot}` };
  return table.sounds[phoneme] ?? { refused: `/${phoneme}/: the voice has no sound for it` };
}

function toneAlone(bearer: NonNullable<VoiceTable['toneBearer']>, tone: VoiceTone, name: string): SpeechRequest {
  const expect = [{ sound: bearer.hear, hear: [bearer.hear] }];
  const voice = bearer.voice === undefined ? {} : { voice: bearer.voice };
  return { say: bearer.say + tone.say, expect, frame: 'CV', ...voice, tones: [{ at: 0, until: 0, tone, name }] };
}

const levelTone = ({ tones }: VoiceTable): string =>
  Object.values(tones ?? {}).find(({ shape }) => shape === 'level')?.say ?? '';

const alternatives = ({ hear }: VoiceSound): string[] => (typeof hear === 'string' ? [hear] : hear);
