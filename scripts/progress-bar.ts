// One line of progress on a terminal, drawn over itself; silent where the output is no terminal.

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write' | 'columns'>;
export type ProgressBar = { show(step: string, done: number, all: number): void; clear(): void };

/** At most ten drawings a second, and always the last. */
export function progressBar(terminal: Terminal, now: () => number = () => performance.now()): ProgressBar {
  let drawn = Number.NEGATIVE_INFINITY;
  let last = '';
  return {
    show(step, done, all) {
      if (!terminal.isTTY || (done < all && now() - drawn < 100)) return;
      drawn = now();
      const part = all > 0 ? Math.min(1, done / all) : 1;
      const width = Math.max(10, Math.min(40, (terminal.columns ?? 80) - 40));
      const full = Math.round(part * width);
      const percent = `${Math.floor(part * 100)}`.padStart(3);
      const line = `${step.padEnd(8)} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent} %`;
      if (line === last) return;
      last = line;
      terminal.write(`\r${line}\x1b[K`);
    },
    clear() {
      if (last !== '') terminal.write('\r\x1b[K');
    },
  };
}
