// Lets a tab hear what other tabs write, whatever the device's clock does.
import { BROADCAST_CHANNEL_BY_TOKEN } from 'rxdb/plugins/core';

type Channel = { _addEL?: { message: { time: number }[] } };

/**
 * The channel under RxDB drops every message that bears an earlier time than that at which its listener came: with the
 * clock set back, all that other tabs write, for as long. To be called once the collections are there; `token` is the database's.
 */
export function hearAtAnyTime({ token }: { token: string }): void {
  const channel = BROADCAST_CHANNEL_BY_TOKEN.get(token)?.bc as Channel | undefined;
  for (const listener of channel?._addEL?.message ?? []) listener.time = 0;
}
