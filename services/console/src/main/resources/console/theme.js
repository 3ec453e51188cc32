// Sets the theme before the page is painted, so this is a classic script and not a module.
// The system's preference holds until the reader presses the button.
(() => {
  const KEY = 'aria.console.theme';
  const system = matchMedia('(prefers-color-scheme: dark)');

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is blocked: the system's preference holds
    }
  }

  function store(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // storage is blocked: the choice lasts until the page is closed
    }
  }

  function apply(theme) {
    document.documentElement.dataset.theme = theme;
    name();
    document.dispatchEvent(new CustomEvent('themechange'));
  }

  function name() {
    const button = document.getElementById('theme');
    if (button) {
      const other = document.documentElement.dataset.theme === 'dark' ? 'Light' : 'Dark';
      button.textContent = other;
      button.setAttribute('aria-label', other + ' theme');
    }
  }

  function systemTheme() {
    return system.matches ? 'dark' : 'light';
  }

  const first = stored();
  let chosen = first === 'dark' || first === 'light' ? first : null;
  apply(chosen ?? systemTheme());
  system.addEventListener('change', () => chosen ?? apply(systemTheme()));
  document.addEventListener('DOMContentLoaded', () => {
    name();
    document.getElementById('theme').addEventListener('click', () => {
      chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
      store(chosen);
      apply(chosen);
    });
  });
})();
