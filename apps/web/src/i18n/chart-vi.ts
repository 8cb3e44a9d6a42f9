// The words of the chart, its details sheet and the player, in Vietnamese.
import type { chartEn } from './chart-en.ts';
import type { Translation } from './messages.ts';

export const chartVi = {} as const satisfies Translation<typeof chartEn>;
