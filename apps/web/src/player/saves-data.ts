// Whether the person asked the browser to save data: then nothing is fetched before it is asked for.

export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
