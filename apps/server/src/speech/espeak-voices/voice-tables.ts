// Every voice table that clips are made from, in the order of its language's code.
import type { VoiceTable } from '../voice-table.ts';
import { arabicMsa } from './arabic-msa.ts';
import { bengaliBangladesh } from './bengali-bangladesh.ts';
import { cantoneseHongkong } from './cantonese-hongkong.ts';
import { dutchNetherlands } from './dutch-netherlands.ts';
import { englishGb } from './english-gb.ts';
import { englishUs } from './english-us.ts';
import { frenchParis } from './french-paris.ts';
import { germanStandard } from './german-standard.ts';
import { hindiStandard } from './hindi-standard.ts';
import { indonesianStandard } from './indonesian-standard.ts';
import { ipa } from './ipa.ts';
import { italianStandard } from './italian-standard.ts';
import { japaneseTokyo } from './japanese-tokyo.ts';
import { koreanSeoul } from './korean-seoul.ts';
import { mandarinBeijing } from './mandarin-beijing.ts';
import { polishStandard } from './polish-standard.ts';
import { portugueseBrazil } from './portuguese-brazil.ts';
import { russianMoscow } from './russian-moscow.ts';
import { spanishCastilian } from './spanish-castilian.ts';
import { swahiliStandard } from './swahili-standard.ts';
import { swedishCentral } from './swedish-central.ts';
import { tamilStandard } from './tamil-standard.ts';
import { thaiBangkok } from './thai-bangkok.ts';
import { turkishIstanbul } from './turkish-istanbul.ts';
import { vietnameseHanoi } from './vietnamese-hanoi.ts';

export const voiceTables: readonly VoiceTable[] = [
  arabicMsa,
  bengaliBangladesh,
  cantoneseHongkong,
  dutchNetherlands,
  englishGb,
  englishUs,
  frenchParis,
  germanStandard,
  hindiStandard,
  indonesianStandard,
  ipa,
  italianStandard,
  japaneseTokyo,
  koreanSeoul,
  mandarinBeijing,
  polishStandard,
  portugueseBrazil,
  russianMoscow,
  spanishCastilian,
  swahiliStandard,
  swedishCentral,
  tamilStandard,
  thaiBangkok,
  turkishIstanbul,
  vietnameseHanoi,
];
