/** Runs in the pages of replica sites: draws lists, and loads more when their reader scrolls, unfolds or goes on. Whoever watches reads `data-busy` and `data-end`. */
const { lists, isOther } = JSON.parse(document.getElementById('replica-page').textContent);
const root = document.documentElement;
const NEAR = 300;
let busy = 0;
root.dataset.busy = '0';

/** Class names of today: after a change of the layout they are others. */
const named = (classes = '') =>
  classes
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => (isOther ? `x${one.length}-${one.length * 7}` : one))
    .join(' ');

function element(tag, classes, text) {
  const made = document.createElement(tag);
  const words = (classes ?? '').split(' ');
  made.className = named(words.filter((word) => !word.includes('=')).join(' '));
  // Some platforms mark what tests of theirs look for instead: `data-e2e=comment-list`.
  for (const [name, value] of words.filter((word) => word.includes('=')).map((word) => word.split('='))) {
    if (!isOther) made.setAttribute(name, value);
  }
  if (text !== undefined) made.textContent = text;
  return made;
}

/** What an answer shows travels beside its body, which is the platform's own. */
async function load({ url, method = 'GET', body }) {
  busy += 1;
  root.dataset.busy = String(busy);
  try {
    const answer = await fetch(url, {
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    const shows = answer.headers.get('x-replica-shows');
    await answer.text();
    return shows === null ? { items: [], next: null } : JSON.parse(decodeURIComponent(shows));
  } catch {
    return { items: [], next: null };
  } finally {
    busy -= 1;
    root.dataset.busy = String(busy);
  }
}

function draw(item, classes) {
  const drawn = element('div', classes.item);
  drawn.dataset.item = '';
  const text = element('p', '', item.text);
  if (item.link === undefined) drawn.append(text);
  else {
    const link = element('a', '', item.text);
    link.href = item.link;
    drawn.append(link);
  }
  const below = element('div', '');
  for (const one of item.items ?? []) below.append(draw(one, classes));
  drawn.append(below);
  if (item.fold !== undefined) drawn.append(foldOf(item.fold, below, classes));
  return drawn;
}

function foldOf({ label, ask }, below, classes) {
  const button = element('button', classes.fold, label);
  button.dataset.fold = '';
  button.addEventListener('click', async () => {
    button.disabled = true;
    const { items, next } = await load(ask);
    for (const one of items) below.append(draw(one, classes));
    if (next === null) button.remove();
    else button.replaceWith(foldOf({ label: '展开更多', ask: next }, below, classes));
  });
  return button;
}

function show({ classes, first, isLazy = false, grows }) {
  const box = element('section', classes.box);
  const list = element('div', classes.list);
  box.append(list);
  document.querySelector('main').append(box);
  if (grows === 'box') box.style.cssText = 'height: 400px; overflow-y: scroll';
  const button = grows === 'button' ? element('button', classes.next, '下一页') : null;
  if (button !== null) box.append(button);
  let next = null;
  let isLoading = false;

  const take = (shown) => {
    if (button !== null) list.replaceChildren();
    for (const item of shown.items) list.append(draw(item, classes));
    next = shown.next;
    if (next === null) box.dataset.end = '';
    if (button !== null) button.hidden = next === null;
  };
  const more = async () => {
    if (next === null || isLoading) return;
    isLoading = true;
    const shown = await load(next);
    isLoading = false;
    take(shown);
    grow();
  };
  const isNearEnd = () =>
    grows === 'box'
      ? box.scrollTop + box.clientHeight > box.scrollHeight - NEAR
      : scrollY + innerHeight > root.scrollHeight - NEAR;
  const grow = () => {
    if (button === null && isNearEnd()) void more();
  };
  const begin = () => {
    if ('items' in first) take(first);
    else next = first;
    box.dataset.begun = '';
    void ('items' in first ? grow() : more());
  };

  box.dataset.list = grows;
  (grows === 'box' ? box : window).addEventListener('scroll', grow, { passive: true });
  button?.addEventListener('click', () => void more());
  if (button !== null) button.dataset.next = '';
  if (isOther) {
    const opener = element('button', 'opener', '看看大家怎么说');
    opener.addEventListener('click', begin);
    box.prepend(opener);
  } else if (isLazy) {
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      begin();
    });
    watch.observe(box);
  } else begin();
}

for (const list of lists) show(list);
