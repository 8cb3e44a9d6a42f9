// The real server of a proof: its own folder, any port, no clips shipped; ended however the proof wants it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serverCommand } from '../server-command.ts';

export type RealServer = { child: ChildProcess; origin: Promise<string>; over: Promise<unknown[]> };

export function startServer(root: string, folder: string, settings: Record<string, string> = {}): RealServer {
  const clips = join(folder, 'no-clips');
  mkdirSync(clips, { recursive: true });
  const child = spawn(process.execPath, serverCommand(root), {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: folder, AUDIO_DIR: clips, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const origin = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      said += text;
      const [, address] = /^Phonochart is at (\S+)$/m.exec(said) ?? [];
      if (address) resolve(address);
    });
    child.once('close', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  // Killed before it is up, there is nobody to tell.
  origin.catch(() => undefined);
  return { child, origin, over: once(child, 'close') };
}
