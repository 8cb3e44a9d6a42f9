// A long list of which only what is near the screen stands on the page; room is kept for the rest, so that scrolling is as ever.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTurns } from '../ui/turns.ts';
import { chunksNear, heightsOf } from './list-chunks.ts';

/** What a row must say of itself, since a screen reader sees a part of the list only. */
export type RowPlace = { 'aria-setsize': number; 'aria-posinset': number };

type LongListProps<One> = {
  all: readonly One[];
  /** A list element with the place on it. */
  row(one: One, place: RowPlace): ComponentChildren;
};

/** Rows that come and go together: whole lines in one column and in two. */
const CHUNK = 12;
/** On the page before anything is measured. */
const FIRST_CHUNKS = 2;
/** Rows drawn in one task at first: each may need letters that nothing on the page had yet. */
const AT_ONCE = 6;
const turns = { last: (FIRST_CHUNKS * CHUNK) / AT_ONCE, painted: (turn: number) => turn > 0 };

export function LongList<One>({ all, row }: LongListProps<One>) {
  const list = useRef<HTMLUListElement>(null);
  const [screen, setScreen] = useState(0);
  const heights = useMemo(() => heightsOf(all.length), [all, screen]);
  const [near, setNear] = useState<readonly number[]>(firstChunks);
  const count = Math.ceil(all.length / CHUNK);
  const shown = near.filter((chunk) => chunk < count);
  const turn = useTurns(turns).value;
  const drawn = turn < turns.last ? turn * AT_ONCE : all.length;

  const look = useRef(() => {});
  look.current = () => {
    const element = list.current;
    if (!element || count <= FIRST_CHUNKS || turn < turns.last) return;
    heights.measure(element, CHUNK);
    const { top } = element.getBoundingClientRect();
    const wanted = chunksNear({
      count,
      height: heights.of,
      from: -top,
      screen: innerHeight,
      focused: focusedChunk(element),
    });
    if (wanted.join() !== near.join()) setNear(wanted);
  };
  useLayoutEffect(() => look.current(), [all, near, screen, turn]);
  useEffect(() => {
    const moved = () => look.current();
    const resized = () => setScreen(innerWidth);
    addEventListener('scroll', moved, { passive: true });
    addEventListener('resize', resized);
    return () => {
      removeEventListener('scroll', moved);
      removeEventListener('resize', resized);
    };
  }, []);

  const rows: ComponentChildren[] = [];
  let next = 0;
  const leaveRoom = (to: number, before = 0) => {
    let height = before;
    for (; next < to; next++) height += heights.of(next);
    if (height > 0)
      rows.push(<li key={`room ${to}`} class="list-room" aria-hidden="true" style={{ height: `${height}px` }} />);
  };
  /** The part of a chunk that is still to be drawn. */
  let owed = 0;
  for (const chunk of count <= FIRST_CHUNKS ? firstChunks : shown) {
    leaveRoom(chunk, owed);
    const end = Math.min((chunk + 1) * CHUNK, all.length);
    for (let at = chunk * CHUNK; at < Math.min(end, drawn); at++)
      rows.push(row(all[at]!, { 'aria-setsize': all.length, 'aria-posinset': at + 1 }));
    owed = (Math.max(0, end - Math.max(drawn, chunk * CHUNK)) / CHUNK) * heights.of(chunk);
    next = chunk + 1;
  }
  leaveRoom(count, owed);
  return (
    <ul class="language-list" ref={list}>
      {rows}
    </ul>
  );
}

const firstChunks: readonly number[] = Array.from({ length: FIRST_CHUNKS }, (_, chunk) => chunk);

/** A row that has the focus stays, or the focus would be lost. */
function focusedChunk(list: HTMLElement): number | undefined {
  const focused = document.activeElement;
  if (!focused || !list.contains(focused)) return undefined;
  const place = Number(focused.closest('[aria-posinset]')?.getAttribute('aria-posinset'));
  return place > 0 ? Math.floor((place - 1) / CHUNK) : undefined;
}
