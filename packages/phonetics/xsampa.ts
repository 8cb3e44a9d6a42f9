// X-SAMPA, the IPA in ASCII, both ways: for keyboards without IPA and for braille displays.
import { isTie, tieAbove } from './diacritics.ts';
import { normalise } from './normalise.ts';

// Source: J. C. Wells, Computer-coding the IPA: a proposed extension of SAMPA (X-SAMPA, 1995). The first spelling of an
// IPA character is the one written; later ones are only read. X-SAMPA has no tone letters, breathy ʱ, glottalised ˀ or
// prenasalised stops of their own: `_5`…`_1`, `_h\`, `_?` here are additions.
const table =
  'ɓ b_<,ɖ d`,ɗ d_<,ᶑ d`_<,ɡ g,ɠ g_<,ɦ h\\,ʝ j\\,ɭ l`,ɺ l\\,ɳ n`,ɸ p\\,ɽ r`,ɹ r\\,ɻ r\\`,ʂ s`,ɕ s\\,ʈ t`,ʋ P,ʋ v\\,' +
  'ɧ x\\,ʐ z`,ʑ z\\,ɑ A,β B,ʙ B\\,ç C,ð D,ɛ E,ɱ F,ɣ G,ɢ G\\,ʛ G\\_<,ɥ H,ʜ H\\,ɪ I,ɲ J,ɟ J\\,ʄ J\\_<,ɬ K,ɮ K\\,ʎ L,ʟ L\\,' +
  'ɯ M,ɰ M\\,ŋ N,ɴ N\\,ɔ O,ʘ O\\,ɒ Q,ʁ R,ʀ R\\,ʃ S,θ T,ʊ U,ʌ V,ʍ W,χ X,ħ X\\,ʏ Y,ʒ Z,ə @,ɘ @\\,ɚ @`,ɝ 3`,æ {,ʉ },ɨ 1,ø 2,' +
  'ɜ 3,ɞ 3\\,ɾ 4,ɫ 5,ɐ 6,ɤ 7,ɵ 8,œ 9,ɶ &,ʔ ?,ʕ ?\\,ʢ <\\,ʡ >\\,ꜛ ^,ꜜ !,ǃ !\\,ǀ |\\,ǁ |\\|\\,ǂ =\\,‿ -\\,‖ ||,↗ <R>,↘ <F>,' +
  'ˈ ",ˌ %,ː :,ˑ :\\,ʲ _j,ʲ \',\u0308 _",\u031F _+,\u0320 _-,\u030C _R,\u030C _/,\u0325 _0,\u030A _0,\u0329 =,\u0329 _=,' +
  'ʼ _>,ˤ _?\\,\u0302 _F,\u0302 _\\,\u032F _^,\u031A _},˞ `,\u0303 ~,\u0303 _~,\u0318 _A,\u033A _a,\u030F _B,\u1DC5 _B_L,' +
  '\u031C _c,\u032A _d,\u0334 _e,ˠ _G,\u0301 _H,\u1DC4 _H_T,ʰ _h,ʱ _h\\,\u0330 _k,\u0300 _L,ˡ _l,\u0304 _M,\u033B _m,' +
  '\u033C _N,ⁿ _n,\u0339 _O,\u031E _o,\u0319 _q,\u1DC8 _R_F,\u031D _r,\u030B _T,\u0324 _t,\u032C _v,ʷ _w,\u0306 _X,\u033D _x,' +
  'ˀ _?,˥ _5,˦ _4,˧ _3,˨ _2,˩ _1';

const toSampa = new Map<string, string>();
const fromSampa = new Map<string, string>();
for (const entry of table.split(',')) {
  const [ipa, sampa] = entry.split(' ') as [string, string];
  if (!toSampa.has(ipa)) toSampa.set(ipa, sampa);
  if (!fromSampa.has(sampa)) fromSampa.set(sampa, ipa);
}

/**
 * IPA written in X-SAMPA. What X-SAMPA cannot write stays as it is. A tie bar is `_`, and is left out where `_` and the
 * next letter would read as a diacritic; so `fromXSampa` gives the same symbol back under `ipaKey`.
 */
export function toXSampa(ipa: string): string {
  const characters = [...normalise(ipa).text];
  return characters
    .map((character, index) => {
      if (!isTie(character)) return toSampa.get(character) ?? character;
      const next = characters[index + 1] ?? '';
      return match(`_${toSampa.get(next) ?? next}`, 0) ? '' : '_';
    })
    .join('');
}

/** IPA from X-SAMPA, in canonical form (see normalise.ts). `_` before a letter is a tie bar; the rest passes through. */
export function fromXSampa(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const found = match(text, at);
    if (found) {
      out += fromSampa.get(found)!;
      at += found.length;
    } else {
      out += text[at] === '_' ? tieAbove : text[at];
      at++;
    }
  }
  return normalise(out).text;
}

// The longest spelling at this place; none is longer than four characters.
function match(text: string, at: number): string | undefined {
  for (let size = 4; size > 0; size--) {
    const spelling = text.slice(at, at + size);
    if (spelling.length === size && fromSampa.has(spelling)) return spelling;
  }
  return undefined;
}
