/** Remembers the chosen language and theme from page to page, and keeps the document's language right. */
{
  const remembered = (name) => {
    try {
      return localStorage.getItem(`koc-${name}`);
    } catch {
      return null;
    }
  };
  const remember = (name, value) => {
    try {
      localStorage.setItem(`koc-${name}`, value);
    } catch {
      // A browser that keeps nothing still switches.
    }
  };
  for (const name of ['lang', 'theme']) {
    for (const input of document.getElementsByName(name)) {
      const apply = () => {
        if (name === 'lang') document.documentElement.lang = input.value;
      };
      if (input.value === remembered(name)) {
        input.checked = true;
        apply();
      }
      input.addEventListener('change', () => {
        remember(name, input.value);
        apply();
      });
    }
  }
}
