// The words of descriptions, in English and Vietnamese, with their synonyms, and how a text is cut into them.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { descriptionTerms } from './description-terms.ts';
import { termTable } from './term-table.ts';

/** A word or phrase that was understood, by the keys that it means; or one that was not, with no keys. */
export type Phrase = { text: string; keys: readonly string[] };

// Keys of the table that say nothing of a sound.
const other =
  /^(why-|core$|loan$|regional$|disappearing$|marginal$|unknown$|contour$|sounds$|other$|sequence$|plain$|modal$|consonants$|vowels$|affricates$|clicks$|diphthongs$|tones$|co-articulated$|diacritics?$|suprasegmentals$|tie-bar$)/;

// Keys that are several in one.
const parts: Record<string, readonly string[]> = {
  'bilabial+velar': ['bilabial', 'velar'],
  'bilabial+palatal': ['bilabial', 'palatal'],
  'ejective-affricate': ['ejective', 'affricate'],
  'ejective-fricative': ['ejective', 'fricative'],
  'lateral-affricate': ['lateral', 'affricate'],
  'lateral-fricative': ['lateral', 'fricative'],
  'lateral-approximant': ['lateral', 'approximant'],
  'lateral-tap': ['lateral', 'tap'],
  'palatal-hook': ['palatalised'],
};

// Synonyms: words, key (or keys). Spellings in -ize are read as -ise, hyphens as spaces.
const synonyms: Record<InterfaceLanguage, string> = {
  en:
    'stop=plosive,occlusive=plosive,spirant=fricative,continuant=fricative,flap=tap,tap=tap,flapped=tap,tapped=tap,trilled consonant=trill,' +
    'post alveolar=postalveolar,palato alveolar=postalveolar,palatoalveolar=postalveolar,prepalatal=alveolo-palatal,' +
    'alveolopalatal=alveolo-palatal,alveopalatal=alveolo-palatal,labio dental=labiodental,bi labial=bilabial,' +
    'linguo labial=linguolabial,interdental fricative=dental+fricative,epiglotto pharyngeal=epiglottal,cerebral=retroflex,cacuminal=retroflex,' +
    'labio velar=bilabial+velar,labiovelar=bilabial+velar,labio palatal=bilabial+palatal,laryngeal=glottal,' +
    'surd=voiceless,unvoiced=voiceless,sonant=voiced,murmured=breathy,breathy voice=breathy,breathy=breathy,laryngealised=creaky,' +
    'creaky=creaky,creaky voice=creaky,glottalic egressive=ejective,glottalic ingressive=implosive,fortis=tense,strong=tense,lenis=weak,' +
    'geminate=long,geminated=long,lengthened=long,extra long=overlong,half lengthened=half-long,' +
    'nasal vowel=nasalised+vowel,labialised=labialised,rounded consonant=labialised+consonant,palatalised=palatalised,' +
    'pharyngealised=pharyngealised,emphatic=pharyngealised,retroflexed=rhotic,rhotacised=rhotic,r coloured=rhotic,r colored=rhotic,' +
    'unreleased=unreleased,nasally released=nasal-release,laterally released=lateral-release,' +
    'semi vowel=approximant,semivowel=approximant,spread=unrounded,unround=unrounded,round=rounded,' +
    'half close=close-mid,half open=open-mid,high mid=close-mid,mid high=close-mid,low mid=open-mid,mid low=open-mid,mid close=close-mid,mid open=open-mid,' +
    'near high=near-close,near low=near-open,lowered high=near-close,' +
    'non syllabic=non-syllabic,nonsyllabic=non-syllabic,dark=velarised,' +
    'glide=glide,liquid=liquid,rhotic consonant=rhotic-consonant,obstruent=obstruent,sonorant=sonorant,labial=labial,' +
    'coronal=coronal,dorsal=dorsal,guttural=guttural,oral=oral,pulmonic=pulmonic,monophthong=monophthong,' +
    'central vowel=central+vowel,schwa=mid+central+vowel,rise=rising,fall=falling,rising falling=peaking,falling rising=dipping,fall rise=dipping,rise fall=peaking,top=extra-high,bottom=extra-low,' +
    'high level=high+level,or=or,with a glottal break=glottal-break,with a glottal close=glottal-close,glottal break=glottal-break',
  vi:
    'tắc xát=affricate,nổ=plosive,bật=plosive,cọ xát=fricative,vỗ hoặc lật=tap,lật=tap,bán nguyên âm=approximant,tiệm cận=approximant,' +
    'hai môi=bilabial,môi=bilabial,môi môi=bilabial,môi răng=labiodental,chân răng=alveolar,đầu lưỡi lợi=alveolar,lợi ngạc=alveolo-palatal,' +
    'ngạc=palatal,mạc=velar,gốc lưỡi=velar,lưỡi nhỏ=uvular,tiểu thiệt=uvular,thanh môn=glottal,họng=pharyngeal,' +
    'không rung=voiceless,vô thanh=voiceless,rung thanh=voiced,hà hơi=breathy,thều thào=breathy,kẹt=creaky,thở=breathy,' +
    'không tròn=unrounded,tròn=rounded,dẹt=unrounded,hẹp=close,rộng=open,hơi hẹp=close-mid,hơi rộng=open-mid,cao vừa=close-mid,thấp vừa=open-mid,' +
    'phụ âm kép=long,kéo dài=long,mũi hóa=nasalised,ngạc hóa=palatalised,môi hóa=labialised,ngạc mềm hóa=velarised,' +
    'yết hầu hóa=pharyngealised,thanh hầu hóa=glottalised,vô thanh hóa=devoiced,hữu thanh hóa=with-voicing,' +
    'click=click,chắt=click,âm chắt=click,âm xuýt=sibilant,ngắt giữa chừng ở thanh hầu=glottal-break,khép thanh hầu ở cuối=glottal-close,' +
    'ngang=level,hoặc=or,nguyên âm đơn=monophthong,âm vang=sonorant,âm ồn=obstruent,âm lỏng=liquid,âm lướt=glide',
};

// Words that carry nothing here.
const silent: Record<InterfaceLanguage, ReadonlySet<string>> = {
  en: new Set('a an the sound phone segment and with from to of or symbol letter ,'.split(' ')),
  vi: new Set('âm hàng từ đến mức thanh đi mang và kèm một ,'.split(' ')),
};

// A tone's levels (34) are read apart.
const isSilent = (word: string, lang: InterfaceLanguage): boolean => silent[lang].has(word) || /^[1-5ˀ]+$/u.test(word);

type Lexicon = { phrases: Map<string, readonly string[]>; longest: number };
const lexicons: Partial<Record<InterfaceLanguage, Lexicon>> = {};

function lexiconOf(lang: InterfaceLanguage): Lexicon {
  const known = lexicons[lang];
  if (known) return known;
  const phrases = new Map<string, readonly string[]>();
  const add = (text: string, keys: readonly string[]): void => {
    const phrase = plainWords(text, lang)
      .filter((word) => word !== ',')
      .join(' ');
    if (phrase && !phrases.has(phrase)) phrases.set(phrase, keys);
  };
  for (const line of (termTable + descriptionTerms).trim().split('\n')) {
    const [key, en, vi] = line.split('|') as [string, string, string];
    if (!other.test(key)) add(lang === 'vi' ? vi : en, parts[key] ?? [key]);
  }
  for (const entry of synonyms[lang].split(',')) {
    const [text, keys] = entry.split('=') as [string, string];
    add(text, keys.split('+'));
  }
  const longest = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
  const lexicon = { phrases, longest };
  lexicons[lang] = lexicon;
  return lexicon;
}

/** Lower case, hyphens as spaces, -ize as -ise, brackets dropped; a comma is a word of its own. */
export function plainWords(text: string, lang: InterfaceLanguage): string[] {
  let plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[-‐–/·]/gu, ' ');
  if (lang === 'en') plain = plain.replace(/iz(?=ed\b|ation\b|ing\b)/gu, 'is');
  return plain
    .replace(/,/gu, ' , ')
    .replace(/[()[\]“”".:;?!]/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean);
}

/**
 * Cuts words into the phrases of a language: as few unknown words as can be, then as few phrases. What carries nothing
 * (articles, "with") is left out; an unknown word comes back with no keys. The time is linear in the words.
 */
export function readPhrases(words: readonly string[], lang: InterfaceLanguage): Phrase[] {
  const { phrases, longest } = lexiconOf(lang);
  const costs = new Array<number>(words.length + 1).fill(0);
  const sizes = new Array<number>(words.length + 1).fill(1);
  for (let at = words.length - 1; at >= 0; at--) {
    costs[at] = costs[at + 1]! + (isSilent(words[at]!, lang) ? 0.5 : 1000);
    for (let size = 1; size <= longest && at + size <= words.length; size++) {
      if (!phrases.has(words.slice(at, at + size).join(' '))) continue;
      const cost = costs[at + size]! + 1;
      // Of equal readings the one with the longer phrase first.
      if (cost <= costs[at]!) {
        costs[at] = cost;
        sizes[at] = size;
      }
    }
  }
  const read: Phrase[] = [];
  for (let at = 0; at < words.length; at += sizes[at]!) {
    const text = words.slice(at, at + sizes[at]!).join(' ');
    const keys = phrases.get(text);
    if (keys) read.push({ text, keys });
    else if (!isSilent(text, lang)) read.push({ text, keys: [] });
  }
  return read;
}
