// The log: JSON lines on stdout, written at once, so that none is lost at exit.
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/** A transport thread would lose its last lines at exit, so there is none: who wants another form pipes stdout. */
export const createLog = (level: Config['logLevel'], to: DestinationStream = destination({ fd: 1, sync: true })): Log =>
  pino({ level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, to);
