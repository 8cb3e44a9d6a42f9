// A row of the bench: ours against a peer or a limit of the same run, as a ratio with its spread over the rounds.

/** A promise about a row. `on` names the number that is held against `at`. */
export type Floor = {
  on: 'ratio' | 'ours';
  /** Whether the number must be at least `at`, or at most. */
  sense: 'least' | 'most';
  at: number;
};

export type Spread = { min: number; median: number; max: number };

/** What a number is made of, said below its row. */
export type Part = { name: string; value: number; unit: string; note?: string };

export type Row = {
  name: string;
  /** Median over the rounds, in `unit`. */
  ours: number;
  peer: number;
  /** What the peer, or the limit, is. */
  against: string;
  /** Median of the rounds' own ratios: ours / peer. */
  ratio: number;
  /** Of the rounds' ratios. */
  spread: Spread;
  floor: Floor | undefined;
  unit: string;
  better: 'higher' | 'lower';
  rounds: { ours: number; peer: number }[];
  parts: Part[];
};

export type Measurement = {
  /** For `--only`. */
  name: string;
  /** One line: what is measured, and how. */
  says: string;
  run(bench: Bench): Promise<Row[]>;
};

/** What every measurement is given. */
export type Bench = {
  rounds: number;
  /** A folder of recordings of one's own, where one was named. */
  recordings: string | undefined;
  /** A new empty folder, removed when the bench ends. */
  folder(name: string): string;
  /** The folder of the built app, as fresh as its sources: a copy that nobody rebuilds meanwhile. */
  web(): Promise<string>;
  /** Says in the run's own output what is going on, or why a row is missing. */
  say(text: string): void;
  /** Called when the bench ends, however it ends. */
  atEnd(close: () => unknown): void;
};

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}

export const medianOf = (values: readonly number[]): number => spreadOf(values).median;

/** One row from the paired rounds: a round's two numbers were measured one right after the other. */
export function rowOf(
  about: Pick<Row, 'name' | 'against' | 'unit' | 'better'> & { floor?: Floor; parts?: Part[] },
  rounds: { ours: number; peer: number }[],
): Row {
  const spread = spreadOf(rounds.map(({ ours, peer }) => ours / peer));
  return {
    name: about.name,
    ours: medianOf(rounds.map(({ ours }) => ours)),
    peer: medianOf(rounds.map(({ peer }) => peer)),
    against: about.against,
    ratio: spread.median,
    spread,
    floor: about.floor,
    unit: about.unit,
    better: about.better,
    rounds,
    parts: about.parts ?? [],
  };
}

/**
 * Runs the sides in turn, A B A B, so that a busy moment of the machine meets all of them. One time before the first
 * round counts for nothing: programs and files come into memory with it.
 */
export async function inTurn<T, Side extends string>(
  rounds: number,
  sides: Record<Side, () => Promise<T>>,
): Promise<Record<Side, T>[]> {
  const all: Record<Side, T>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = {} as Record<Side, T>;
    for (const side of Object.keys(sides) as Side[]) one[side] = await sides[side]();
    all.push(one);
  }
  return all.slice(1);
}

/** Two sides, ours and the peer's. */
export async function alternate<T>(
  rounds: number,
  ours: () => Promise<T>,
  peer: () => Promise<T>,
): Promise<{ ours: T; peer: T }[]> {
  return inTurn(rounds, { ours, peer });
}
