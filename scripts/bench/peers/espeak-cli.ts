// The peer of speech on demand: the espeak-ng program of npm, started anew for one utterance, which it writes as WAV. VOICE WORDS-A-MINUTE MNEMONICS OUT.wav
import { writeFileSync } from 'node:fs';
import ESpeakNg from 'espeak-ng';

const [voice, rate, mnemonics, out] = process.argv.slice(2) as [string, string, string, string];
const program = await ESpeakNg({
  arguments: ['-v', voice, '-s', rate, '-w', 'said.wav', `[[${mnemonics}]]`],
});
writeFileSync(out, program.FS.readFile('said.wav'));
