// Holds what the engine reports of its own sound against what was asked of it.
import type { HeardPhone, Speech } from './engine.ts';
import type { ExpectedPhone } from './request.ts';

/** Where each expected piece lies in the sound, ms. */
export type PhoneSpan = { sound: string; from_ms: number; to_ms: number };

/**
 * The places of the expected pieces, or undefined where the engine reports anything else than exactly those, in their
 * order. The engine cuts its report its own way (`tʃ` in one, `aɪ` and `ə` in one), so letters are compared, not cuts.
 * @param stress whether stress marks in the report count; a voice whose marks mean nothing is read without them
 */
export function readBack(speech: Speech, expect: readonly ExpectedPhone[], stress = true): PhoneSpan[] | undefined {
  const heard = speech.heard.map(({ ipa, at_ms }) => ({ ipa: plain(ipa, stress), at_ms }));
  const letters = heardText(heard);
  const pattern = expect.map(({ hear }) => `(${hear.map((each) => escaped(plain(each, true))).join('|')})`).join('');
  const match = new RegExp(`^${pattern}$`, 'du').exec(letters);
  if (!match?.indices) return undefined;
  const starts = startsOf(heard);
  const timeAt = (offset: number): number => {
    const phone = starts.findLastIndex((start) => start <= offset);
    return speech.heard[phone]?.at_ms ?? 0;
  };
  const from = expect.map((_, at) => timeAt(match.indices![at + 1]![0]));
  return expect.map(({ sound }, at) => ({ sound, from_ms: from[at]!, to_ms: from[at + 1] ?? speech.ends_ms }));
}

/** The engine's report in one string, as it is kept with a clip. */
export const heardText = (heard: readonly HeardPhone[]): string => heard.map(({ ipa }) => ipa).join('');

/** One letter, one way to write it. */
const plain = (ipa: string, stress: boolean): string => (stress ? ipa : ipa.replace(/[ˈˌ]/gu, '')).normalize('NFD');

function startsOf(heard: readonly HeardPhone[]): number[] {
  let offset = 0;
  return heard.map(({ ipa }) => {
    const start = offset;
    offset += ipa.length;
    return start;
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
