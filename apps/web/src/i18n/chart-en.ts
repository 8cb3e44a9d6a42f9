// The words of the chart, its details sheet and the player, in English.
export const chartEn = {} as const;
