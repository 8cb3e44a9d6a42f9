// Whether plays are counted here: as the person chose, else as their browser asks of every site.
import type { Settings } from './mirror.ts';

/** Global Privacy Control is a wish not to be followed; sums without a person follow nobody, but the wish is heeded all the same. */
export const playsWanted = ({ countPlays }: Pick<Settings, 'countPlays'>): boolean =>
  countPlays ?? (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl !== true;
