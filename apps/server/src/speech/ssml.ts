// SSML, the markup in which a service is told what to say: nothing in a symbol or a text can become markup.
import type { SpeakOptions, Utterance } from './engine.ts';

/** Words a minute that stand for a voice's own speed, since services know only parts of it. */
const OWN_RATE = 175;

/**
 * SSML 1.1 (W3C): phonemes as `<phoneme alphabet="ipa">`, with what sets their tune behind them. Undefined where a
 * letter has no place in XML 1.0 at all.
 * @param options.rate words a minute, 175 being the voice's own; 20 to 200 % of it can be asked
 * @param options.pitch 50 is the voice's own; 0 and 100 lie half of it below and above
 */
export function ssmlOf(what: Utterance, { rate = OWN_RATE, pitch = 50 }: SpeakOptions = {}): string | undefined {
  const parts = 'phonemes' in what ? [what.phonemes, what.ending ?? ''] : [what.text];
  if (parts.some((part) => notInXml.test(part) || !part.isWellFormed())) return undefined;
  const [said, ending = ''] = parts.map(escaped) as [string, string?];
  const speech = 'phonemes' in what ? `<phoneme alphabet="ipa" ph="${said}">${said}</phoneme>${ending}` : said;
  const percent = Math.round(Math.min(200, Math.max(20, (100 * rate) / OWN_RATE)));
  const raised = Math.round(Math.min(50, Math.max(-50, pitch - 50)));
  const how = [
    ...(percent === 100 ? [] : [` rate="${percent}%"`]),
    ...(raised === 0 ? [] : [` pitch="${raised > 0 ? '+' : ''}${raised}%"`]),
  ].join('');
  return `<speak>${how === '' ? speech : `<prosody${how}>${speech}</prosody>`}</speak>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very letters that XML forbids.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter]!);
