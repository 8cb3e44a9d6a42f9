// A chart in the least sense: the sounds of one language as buttons, out of a catalogue that is on board.
globalThis.showSounds = async (open, read) => {
  if (new URLSearchParams(location.search).has('install')) navigator.serviceWorker.register('/sw.js');
  const database = await open();
  const [, inventory] = await read(database, 'english-gb');
  document.body.append(
    ...(inventory?.phonemes ?? []).map(({ id, symbol }) => {
      const button = document.createElement('button');
      button.dataset.sound = id;
      button.textContent = symbol;
      button.style.cssText = 'display: inline-block; min-width: 48px; height: 48px';
      button.addEventListener('click', () => performance.mark('phonochart:tap'));
      return button;
    }),
  );
};
