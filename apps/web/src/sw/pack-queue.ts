// Which clip is fetched next: packs one after another, four clips at once, each retried by itself, and given up as a whole only where nothing comes any more.
import type { PackClip, PackProgress, PackWish } from './messages.ts';

/** `unreachable` may be different in a moment; the others will not. */
export type Outcome = 'kept' | 'missing' | 'damaged' | 'unreachable' | 'full';

/** What the queue needs of the world. */
export type PackHands = {
  /** Paths of all clips that are on the device. */
  held(): Promise<ReadonlySet<string>>;
  /** Fetches a clip, holds it against its hash and puts it on the device. Never rejects. */
  fetch(clip: PackClip, signal: AbortSignal): Promise<Outcome>;
  /** Whether a clip on the device is what its hash says. */
  isWhole(clip: PackClip): Promise<boolean>;
  /** Removes the language's clips that are not listed. */
  prune(code: string, listed: ReadonlySet<string>): Promise<void>;
  report(progress: PackProgress): void;
  online(): boolean;
  pause(milliseconds: number): Promise<void>;
  /** In milliseconds. */
  now(): number;
};

export type PackQueue = {
  /** Settles when the pack has ended, whatever came of it. */
  add(wish: PackWish): Promise<void>;
  /** Settles when nothing of the pack is under way any more. */
  stop(code: string): Promise<void>;
};

export const AT_ONCE = 4;
export const TRIES = 5;
/** Pauses of a whole pack, one after another, while nothing comes; after the last it is given up. */
export const ROUNDS = 5;
const FIRST_PAUSE_MS = 500;
export const REPORT_EVERY_MS = 150;

type Waiting = { clip: PackClip; held: boolean; tries: number };
type Job = {
  wish: PackWish;
  ready: Waiting[];
  /** Clips being fetched, and clips that rest before their next try. */
  open: number;
  done: number;
  bytes: number;
  failed: string[];
  full: boolean;
  cutOff: boolean;
  begun: boolean;
  /** Failures since something last came, and pauses of the whole pack for them. */
  inARow: number;
  rounds: number;
  paused: boolean;
  /** No answer is waited for any more. */
  over: boolean;
  told: number;
  toTell: boolean;
  abort: AbortController;
  end: PromiseWithResolvers<void>;
};

export function createPackQueue(hands: PackHands): PackQueue {
  let jobs: Job[] = [];
  let busy = 0;

  const add = (wish: PackWish): Promise<void> => {
    const running = jobs.find(({ wish: { code } }) => code === wish.code);
    if (running && sameWish(running.wish, wish)) {
      if (wish.first) jobs = [running, ...jobs.filter((job) => job !== running)];
      tell(running, true);
      return running.end.promise;
    }
    if (running) return stop(wish.code).then(() => add(wish));
    const job = newJob(wish);
    jobs = wish.first ? [job, ...jobs] : [...jobs, job];
    prepare(job);
    return job.end.promise;
  };

  const stop = async (code: string): Promise<void> => {
    const job = jobs.find(({ wish }) => wish.code === code);
    if (!job) return;
    job.over = true;
    job.ready = [];
    job.abort.abort();
    if (job.open === 0) leave(job);
    await job.end.promise;
  };

  const prepare = async (job: Job) => {
    const held = await hands.held();
    if (job.over) return leave(job);
    for (const clip of job.wish.clips) {
      const is = held.has(clip.url);
      if (is && !job.wish.check) count(job, clip);
      else job.ready.push({ clip, held: is, tries: 0 });
    }
    if (job.ready.length === 0) return finish(job);
    tell(job, true);
    pump();
  };

  const pump = () => {
    while (busy < AT_ONCE) {
      const job = jobs.find(({ ready, paused }) => ready.length > 0 && !paused);
      const next = job?.ready.shift();
      if (!job || !next) return;
      busy += 1;
      job.open += 1;
      job.begun = true;
      attempt(job, next).finally(() => {
        busy -= 1;
        pump();
      });
    }
  };

  const attempt = async (job: Job, { clip, held, tries }: Waiting): Promise<void> => {
    const whole = held && (await hands.isWhole(clip));
    const outcome = whole ? 'kept' : await hands.fetch(clip, job.abort.signal);
    job.open -= 1;
    if (job.over) {
      if (job.open === 0) leave(job);
      return;
    }
    if (outcome === 'kept') {
      count(job, clip);
      job.inARow = 0;
      job.rounds = 0;
    } else if (outcome === 'full') {
      job.full = true;
      giveUp(job, clip);
    } else if (outcome !== 'unreachable' || tries + 1 >= TRIES) job.failed.push(clip.url);
    else if (!hands.online()) {
      job.cutOff = true;
      giveUp(job, clip);
    } else again(job, { clip, held: false, tries: tries + 1 });
    if (job.open === 0 && job.ready.length === 0) await finish(job);
    else tell(job, false);
  };

  /** A clip rests by itself; where nothing else comes either, the whole pack does, and its clips lose no try by it. */
  const again = (job: Job, waiting: Waiting) => {
    job.inARow += 1;
    if (job.paused) job.ready.unshift({ ...waiting, tries: waiting.tries - 1 });
    else if (job.inARow < AT_ONCE) {
      job.open += 1;
      hands.pause(backoff(waiting.tries)).then(() => {
        job.open -= 1;
        if (job.over) {
          if (job.open === 0) leave(job);
          return;
        }
        job.ready.push(waiting);
        pump();
      });
    } else if (job.rounds >= ROUNDS) {
      job.cutOff = true;
      giveUp(job, waiting.clip);
    } else {
      job.rounds += 1;
      job.paused = true;
      job.ready.unshift(waiting);
      hands.pause(backoff(job.rounds)).then(() => {
        job.paused = false;
        job.inARow = 0;
        tell(job, true);
        pump();
      });
    }
  };

  /** What rests still is tried once more, and then it is over. */
  const giveUp = (job: Job, clip: PackClip) => {
    job.failed.push(clip.url, ...job.ready.map((waiting) => waiting.clip.url));
    job.ready = [];
  };

  const finish = async (job: Job) => {
    job.over = true;
    // What could not be had would come from nowhere else: only where the rest was never tried may the old be wanted.
    if (!job.cutOff) await hands.prune(job.wish.code, new Set(job.wish.clips.map(({ url }) => url)));
    leave(job);
    hands.report(progressOf(job, true));
  };

  const leave = (job: Job) => {
    jobs = jobs.filter((other) => other !== job);
    job.end.resolve();
  };

  const count = (job: Job, { bytes }: PackClip) => {
    job.done += 1;
    job.bytes += bytes;
  };

  const tell = (job: Job, now: boolean) => {
    if (job.over) return;
    if (!now && hands.now() - job.told < REPORT_EVERY_MS) {
      // Nothing more may come for a while: what is left unsaid now is said then.
      if (!job.toTell) hands.pause(REPORT_EVERY_MS).then(() => job.toTell && tell(job, true));
      job.toTell = true;
      return;
    }
    job.toTell = false;
    job.told = hands.now();
    hands.report(progressOf(job, false));
  };

  return { add, stop };
}

/** Half of it by chance, so that the devices of a school do not come back in step. */
const backoff = (times: number): number => FIRST_PAUSE_MS * 2 ** (times - 1) * (0.5 + Math.random() / 2);

const newJob = (wish: PackWish): Job => ({
  wish,
  ready: [],
  open: 0,
  done: 0,
  bytes: 0,
  failed: [],
  full: false,
  cutOff: false,
  begun: false,
  inARow: 0,
  rounds: 0,
  paused: false,
  over: false,
  told: 0,
  toTell: false,
  abort: new AbortController(),
  end: Promise.withResolvers<void>(),
});

const progressOf = (job: Job, ended: boolean): PackProgress => ({
  type: 'pack-progress',
  code: job.wish.code,
  done: job.done,
  bytes: job.bytes,
  total: job.wish.clips.length,
  totalBytes: job.wish.clips.reduce((sum, { bytes }) => sum + bytes, 0),
  failed: [...job.failed],
  waiting: !job.begun && !ended,
  check: job.wish.check,
  ended,
  full: job.full,
  cutOff: job.cutOff,
});

const sameWish = (a: PackWish, b: PackWish): boolean =>
  a.check === b.check &&
  a.clips.length === b.clips.length &&
  a.clips.every(({ url, sha256 }, at) => url === b.clips[at]?.url && sha256 === b.clips[at]?.sha256);
