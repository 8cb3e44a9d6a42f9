// Sets the chosen theme and interface language before the first paint; a plain script, so that nothing is drawn before it ran.
try {
  const settings = JSON.parse(localStorage.getItem('phonochart-own')).settings;
  if (settings.theme !== 'system') document.documentElement.dataset.theme = settings.theme;
  if (settings.interfaceLanguage) document.documentElement.lang = settings.interfaceLanguage;
} catch (_) {
  // A first visit, or storage is refused: as the device says.
}
