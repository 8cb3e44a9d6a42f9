// Keeps one copy of each text: a dataset repeats a few thousand texts a hundred thousand times.

export type TextPool = (text: string) => string;

export function textPool(): TextPool {
  const held = new Map<string, string>();
  return (text) => {
    const known = held.get(text);
    if (known !== undefined) return known;
    held.set(text, text);
    return text;
  };
}
