// What is cached: the app's own files at installation, clips by the pack, and nothing else of the API.
import type { PrecacheEntry } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** The app shell with its fonts: the build writes the list here. */
export const shell = self.__WB_MANIFEST;

export const AUDIO_CACHE = 'phonochart-audio-v1';

/** LANGUAGE/NAME.mp3 alone: what else lies there (plays, statistics) is asked of the server. */
export const isClip = ({ pathname }: URL): boolean => /^\/api\/audio\/[^/]+\/[^/]+\.mp3$/.test(pathname);

export const clipsOf = (code: string): string => `/api/audio/${code}/`;

/** Addresses that are never a screen of the app. */
export const notScreens = [/^\/api\//, /^\/health$/, /\/[^/]+\.[a-z0-9]+$/i];
