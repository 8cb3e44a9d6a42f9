// Every voice table that clips are made from, in the order of its language's code.
import type { VoiceTable } from '../voice-table.ts';
import { arabicMsa } from './arabic-msa.ts';
import { englishGb } from './english-gb.ts';
import { vietnameseHanoi } from './vietnamese-hanoi.ts';

export const voiceTables: readonly VoiceTable[] = [arabicMsa, englishGb, vietnameseHanoi];
