// What a search may ignore, and what it must not.
import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['Tiếng Việt', 'tieng viet'],
  ['Đắk Lắk, Ænglisc', 'dak lak, aenglisc'],
  ['ʻŌlelo Hawaiʻi', 'olelo hawaii'],
  ['İstanbul ILIK ışık', 'istanbul ilik isik'],
  ['العَرَبِيَّة', 'العربية'],
  ['english-gb  ', 'english gb'],
  ['普通话', '普通话'],
  ['́', ''],
])('%s is looked for as "%s"', (text, folded) => expect(fold(text)).toBe(folded));
