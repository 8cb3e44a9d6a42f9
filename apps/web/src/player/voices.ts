// Chooses a device voice for a language, or none rather than a voice of another language.

export type VoiceTraits = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

/** A voice's or a language's tag in canonical form: `eng_GB` is `en-GB`, `cmn-Hans` is `zh-Hans`. The tag itself if it is none. */
export function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? tag;
  } catch {
    return tag;
  }
}

/**
 * The best voice for a BCP 47 tag: the same tag, then the same language; among equals a local one, then the default.
 * Offline only local voices count, since a remote one would stay silent.
 */
export function chooseVoice<Voice extends VoiceTraits>(
  voices: readonly Voice[],
  tag: string,
  online: boolean,
): Voice | undefined {
  const wanted = canonicalTag(tag).toLowerCase();
  const language = wanted.split('-')[0];
  const rank = (voice: Voice): number =>
    (canonicalTag(voice.lang).toLowerCase() === wanted ? 4 : 0) +
    (voice.localService ? 2 : 0) +
    (voice.default ? 1 : 0);
  return voices
    .filter(
      (voice) => canonicalTag(voice.lang).toLowerCase().split('-')[0] === language && (online || voice.localService),
    )
    .sort((a, b) => rank(b) - rank(a))[0];
}
