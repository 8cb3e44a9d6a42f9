// Where a page's main thread spends a start: a CPU profile from the navigation to a moment of it, by owner.
import type { Page } from 'playwright-core';
import type { SourceOwners } from './source-owners.ts';

type Node = { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number } };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[]; startTime: number };

/** Every 100 µs, in µs. */
const INTERVAL = 100;

const WAITING = 'waiting: browser process, service worker, IndexedDB';
const BROWSER = 'the browser itself: parsing, compiling, style, layout, paint';
/** V8's names for what is no script. */
const natives = new Map([
  ['(idle)', WAITING],
  ['(program)', BROWSER],
  ['(root)', BROWSER],
  ['(garbage collector)', 'garbage collector'],
]);

/**
 * Profiles what `navigate` starts until the moment that it resolves to, in ms since the navigation began. Returns ms of
 * self time by owner; together they are that span.
 */
export async function cpuShares(
  page: Page,
  owners: SourceOwners,
  navigate: () => Promise<number>,
): Promise<Map<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.send('Performance.enable');
  await session.send('Profiler.start');
  const until = await navigate();
  const { metrics } = await session.send('Performance.getMetrics');
  const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
  // Seconds of the same clock that the profile's microseconds come from.
  const began = metrics.find(({ name }) => name === 'NavigationStart')!.value * 1e6;
  return sharesOf(profile, began, began + until * 1000, owners);
}

function sharesOf(profile: Profile, from: number, to: number, owners: SourceOwners): Map<string, number> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const shares = new Map<string, number>();
  const add = (owner: string, micros: number) => shares.set(owner, (shares.get(owner) ?? 0) + micros / 1000);
  const ownerOfNode = new Map<number, string>();
  const ownerOf = (id: number) => {
    let owner = ownerOfNode.get(id);
    if (!owner) {
      owner = ownerOfFrame(nodes.get(id)!, owners);
      ownerOfNode.set(id, owner);
    }
    return owner;
  };
  let time = profile.startTime;
  let seen = 0;
  for (const [index, sample] of profile.samples.entries()) {
    // A sample says what ran from its own moment to the next one's.
    time += profile.timeDeltas[index]!;
    const next = time + (profile.timeDeltas[index + 1] ?? 0);
    const span = Math.min(next, to) - Math.max(time, from);
    if (span <= 0) continue;
    add(ownerOf(sample), span);
    seen += span;
  }
  // Before the renderer of the page ran at all there is nothing to sample.
  add(WAITING, Math.max(0, to - from - seen));
  return shares;
}

function ownerOfFrame({ callFrame }: Node, owners: SourceOwners): string {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  const native = natives.get(functionName);
  if (native) return native;
  const chunk = /^https?:\/\/[^/]+\/(.+\.js)$/.exec(url)?.[1];
  // The outermost function of a chunk is its modules' bodies, one after the other.
  if (chunk && lineNumber === 0 && columnNumber === 0) return 'evaluating the chunks, all packages together';
  if (chunk) return owners.ownerAt(chunk, lineNumber, columnNumber);
  // The bench's own probes have no address, nor has what the browser has built in.
  return url === '' ? 'built-in functions and the bench’s probes' : 'inline scripts';
}
