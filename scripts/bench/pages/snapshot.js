// Evaluated in the app's page: the chart on the screen as a page without scripts, its styles inlined, its fonts named.
(() => {
  const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  const copy = document.documentElement.cloneNode(true);
  for (const node of copy.querySelectorAll('script, style, link')) node.remove();
  const style = document.createElement('style');
  style.textContent = styles.join('\n');
  copy.querySelector('head').append(style);
  const script = document.createElement('script');
  script.textContent = `
    addEventListener('click', () => performance.mark('phonochart:tap'));
    navigator.serviceWorker.register('/sw.js');
  `;
  copy.querySelector('body').append(script);
  const fonts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'));
  return {
    html: `<!doctype html>${copy.outerHTML}`,
    fonts: fonts.map(({ name }) => new URL(name).pathname),
  };
})();
