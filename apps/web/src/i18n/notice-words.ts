// Brings the words of the notices, with the part of the app that may have to say them.
import { addEnglish } from './i18n.ts';
import { noticesEn } from './notices-en.ts';

addEnglish(noticesEn);
