// What the first paint waits for stands in the page itself: the style of every screen, and the script that sets the theme.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Options = {
  /** The script's file. It runs before anything is drawn. */
  script: string;
};

/** The server allows both by their hashes: whatever else is inline stays forbidden. */
export function firstPaintInline({ script }: Options): Plugin {
  let style = '';
  return {
    name: 'phonochart:first-paint-inline',
    generateBundle: {
      // Before Vite writes links to style sheets, of the page and of the parts that come later.
      order: 'pre',
      handler(_, bundle) {
        const first = new Set<string>();
        const add = (name: string) => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || first.has(name)) return;
          first.add(name);
          chunk.imports.forEach(add);
          const sheets = chunk.viteMetadata?.importedCss ?? new Set<string>();
          for (const sheet of sheets) {
            const asset = bundle[sheet];
            if (asset?.type !== 'asset') throw new Error(`${sheet} is not in the build`);
            style += typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source);
            delete bundle[sheet];
          }
          sheets.clear();
        };
        for (const [name, output] of Object.entries(bundle)) if (output.type === 'chunk' && output.isEntry) add(name);
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => ({
        // Vite writes the tag anew, without this attribute.
        html: html.replaceAll('<script type="module" ', '<script type="module" fetchpriority="low" '),
        tags: [
          // A closing tag within would end the element; there is none, and one that came would be seen at once.
          { tag: 'script', children: asText(minified(readFileSync(script, 'utf8')), 'script'), injectTo: 'head' },
          ...(style && bundle
            ? [{ tag: 'style', children: asText(style.trim(), 'style'), injectTo: 'head' as const }]
            : []),
        ],
      }),
    },
  };
}

const minified = (code: string): string =>
  code
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('//'))
    .join('\n');

function asText(text: string, tag: string): string {
  if (text.includes('</')) throw new Error(`what is to stand in <${tag}> holds a closing tag`);
  return text;
}
