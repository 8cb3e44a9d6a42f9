// Checks all content and prints what is there: `npm run content:check` (exit 1 with file and line where it is wrong).
import { fileURLToPath } from 'node:url';
import { loadContent } from './load.ts';
import { ContentError } from './problems.ts';

const only = process.argv[2];
try {
  const inventories = loadContent({ audio: fileURLToPath(new URL('../../audio_files', import.meta.url)) });
  for (const { id, language, realisations } of inventories) {
    const { consonants, vowels, tones, other, words, clips } = language.counts;
    const clipCount = Object.values(clips).reduce((sum, count) => sum + count, 0);
    console.log(
      `${id}: ${consonants} consonants, ${vowels} vowels, ${tones} tones, ${other} other, ` +
        `${realisations.length} realisations, ${words} words, ${clipCount} clips`,
    );
  }
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  const problems = only ? error.problems.filter(({ file }) => file.includes(only)) : error.problems;
  for (const { file, line, path, message } of problems)
    console.error(`${file}:${line} ${path ? `${path}: ` : ''}${message}`);
  console.error(`${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
