// One edit on its way to many devices, device by device: bell, random wait, pull, and the queue at servers of one thread.
import { seeded } from './random.ts';

export type Setting = {
  seed: number;
  /** Devices that hold a stream when the edit is made. */
  devices: number;
  servers: number;
  /** Each device waits a random time up to this before it pulls, ms. */
  longestWaitMs: number;
  /** CPU of a server for one event, and for the two pulls of a device, µs. */
  eventMicros: number;
  pullMicros: number;
  /** A server looks so often for what others wrote, ms. */
  watchMs: number;
  /** One way over the network: at least, and what comes on top on average, ms. */
  networkMs: { least: number; more: number };
};

/** Times in ms since the edit. */
export type Reach = {
  /** The last device has the event. */
  heard: number;
  /** So many devices of 100 have the edit. */
  half: number;
  most: number;
  all: number;
  /** Devices that wait at the fullest server at the worst moment. */
  longestQueue: number;
  /** The busiest server's CPU from the edit until it has answered all, % of a core. */
  cpu: number;
};

export function reach(setting: Setting): Reach {
  const { devices, servers, longestWaitMs, eventMicros, pullMicros, watchMs } = setting;
  const random = seeded(setting.seed);
  const oneWay = () => setting.networkMs.least - Math.log(1 - random()) * setting.networkMs.more;
  const had = new Float64Array(devices);
  let at = 0;
  let heard = 0;
  let longestQueue = 0;
  let cpu = 0;
  for (let server = 0; server < servers; server++) {
    const own = Math.floor((devices * (server + 1)) / servers) - Math.floor((devices * server) / servers);
    const noticed = random() * watchMs;
    const asked = new Float64Array(own);
    for (let device = 0; device < own; device++) {
      const told = noticed + ((device + 1) * eventMicros) / 1000 + oneWay();
      heard = Math.max(heard, told);
      asked[device] = told + random() * longestWaitMs + oneWay();
    }
    asked.sort();
    // The thread first writes all events, then answers in the order of arrival.
    let free = noticed + (own * eventMicros) / 1000;
    let arrived = 0;
    for (let device = 0; device < own; device++) {
      const begun = Math.max(free, asked[device]!);
      while (arrived < own && asked[arrived]! <= begun) arrived++;
      longestQueue = Math.max(longestQueue, arrived - device);
      free = begun + pullMicros / 1000;
      had[at++] = free + oneWay();
    }
    cpu = Math.max(cpu, ((own * (eventMicros + pullMicros)) / 1000 / free) * 100);
  }
  had.sort();
  const share = (of: number) => had[Math.min(devices - 1, Math.floor(devices * of))] ?? 0;
  return { heard, half: share(0.5), most: share(0.99), all: share(1), longestQueue, cpu };
}
