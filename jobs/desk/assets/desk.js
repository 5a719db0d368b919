/** Improves what works without: a link that carries its token, filters that need no button, texts that copy themselves. */
{
  const login = document.querySelector('form[data-token-form]');
  const token = location.hash.slice(1);
  if (login && token) {
    history.replaceState(null, '', location.pathname + location.search);
    login.elements.namedItem('token').value = token;
    login.requestSubmit();
  }

  for (const form of document.querySelectorAll('form[data-filter]')) {
    for (const choice of form.querySelectorAll('select')) choice.addEventListener('change', () => form.requestSubmit());
  }

  for (const text of document.querySelectorAll('textarea[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text.dataset.copy;
    button.addEventListener('click', async () => {
      text.select();
      await navigator.clipboard.writeText(text.value);
      button.textContent = text.dataset.copied;
    });
    text.after(button);
  }
}
