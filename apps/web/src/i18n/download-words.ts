// Brings the words of the Downloads screen with it.
import { downloadsEn } from './downloads-en.ts';
import { addEnglish } from './i18n.ts';

addEnglish(downloadsEn);
