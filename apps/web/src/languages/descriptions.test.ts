// Descriptions of one language stand together.
import { expect, test } from 'vitest';
import { byLanguage, type Described, describer } from './descriptions.ts';

const description = (code: string, iso639_3: string | undefined, words = 0, clips = 0): Described =>
  ({
    code,
    kind: 'language',
    ...(iso639_3 ? { iso639_3 } : {}),
    counts: { words, clips: clips > 0 ? { tts: clips } : {} },
  }) as Described;
const codes = (descriptions: Described[]) => {
  const { lines, count } = byLanguage(descriptions.map(describer<Described>()));
  return { count, lines: lines.map(({ shown, others }) => [shown.map((d) => d.code), others.map((d) => d.code)]) };
};

test('those to learn from are shown, the bare lists of sounds wait behind them', () => {
  expect(
    codes([
      description('english-jipa', 'eng', 6),
      description('thai', 'tha', 0),
      description('english-gb', 'eng', 150, 200),
      description('english-us', 'eng', 120),
    ]),
  ).toEqual({
    count: 2,
    lines: [
      [['thai'], []],
      [['english-gb', 'english-us'], ['english-jipa']],
    ],
  });
});

test('where none is fuller than the others the first is shown, and without a code each stands alone', () => {
  expect(codes([description('a', 'kor'), description('b', 'kor'), description('c', undefined)])).toEqual({
    count: 2,
    lines: [
      [['a'], ['b']],
      [['c'], []],
    ],
  });
});

test('where all are to learn from each has its line, and a grouping knows nothing of the one before', () => {
  const descriptions = [description('gb', 'eng', 90), description('us', 'eng', 90)].map(describer<Described>());
  const gb = { shown: [descriptions[0]!.language], others: [] };
  const us = { shown: [descriptions[1]!.language], others: [] };
  expect(byLanguage(descriptions)).toEqual({ count: 1, lines: [gb, us] });
  expect(byLanguage([descriptions[1]!])).toEqual({ count: 1, lines: [us] });
});
