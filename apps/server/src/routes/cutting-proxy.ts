// For tests: a TCP proxy that resets its connections, as weak lines do: after so many bytes sent, or before an answer.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `sent`: after so many bytes of the client. `answer`: at the answer’s first byte. `stall`: no reset, but silence after so many. */
export type Cut = { sent: number } | { answer: true } | { stall: number };

export type CuttingProxy = {
  port: number;
  /** How many cuts were made. */
  made: () => number;
  close: () => Promise<void>;
};

/** The nth connection meets the nth cut; later ones are left alone. */
export async function cuttingProxy(target: number, cuts: readonly Cut[]): Promise<CuttingProxy> {
  const rest = [...cuts];
  const sockets = new Set<Socket>();
  let made = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const cut = rest.shift();
    let sent = 0;
    let cutNow = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    const reset = () => {
      if (cutNow) return;
      cutNow = true;
      made += 1;
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    client.on('data', (chunk) => {
      const left = cut && 'sent' in cut ? cut.sent - sent : cut && 'stall' in cut ? cut.stall - sent : chunk.length;
      sent += chunk.length;
      if (left <= 0) return;
      upstream.write(chunk.subarray(0, left), () => {
        if (cut && 'sent' in cut && sent >= cut.sent) reset();
      });
      if (cut && 'stall' in cut && sent >= cut.stall && !cutNow) {
        cutNow = true;
        made += 1;
      }
    });
    upstream.on('data', (chunk) => {
      if (cut && 'answer' in cut) reset();
      else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    made: () => made,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
