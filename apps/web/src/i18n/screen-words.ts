// Brings the words of the later screens, once, with the first of those screens that is opened.
import { addEnglish } from './i18n.ts';
import { screensEn } from './screens-en.ts';

addEnglish(screensEn);
