// The web app manifest, from which a device installs the app.
import type { ManifestOptions } from 'vite-plugin-pwa';

export const webManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Phonochart',
  short_name: 'Phonochart',
  description: 'The sounds of a language as a chart: tap one and hear it, offline too.',
  lang: 'en',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#f8f5ef',
  theme_color: '#f8f5ef',
  categories: ['education', 'reference'],
  screenshots: [
    {
      src: '/screenshots/english-phone-light.png',
      sizes: '720x1480',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'English consonants',
    },
    {
      src: '/screenshots/vietnamese-phone-dark.png',
      sizes: '720x1480',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Vietnamese tones',
    },
    {
      src: '/screenshots/vietnamese-desktop-light.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Vietnamese',
    },
  ],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};
