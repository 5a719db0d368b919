/** Sorts and filters a list by what its form says, tells how many are left, and keeps the choice in the address. */
addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('form[data-for]');
  if (form === null) return;
  const table = document.getElementById(form.dataset.for);
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const names = rows.map((row) => row.querySelector('.who').textContent.toLowerCase());
  const heads = [...table.tHead.rows[0].cells];
  const counts = form.querySelectorAll('[data-count]');
  const prefix = `#${form.dataset.for}:`;
  let sorting = '';

  const valueIn = (row, column) => {
    const text = row.cells[column].textContent.trim();
    return heads[column].dataset.sort === 'text' ? text : Number.parseFloat(text.replaceAll(',', ''));
  };
  const compare = (column, direction) => (one, other) => {
    const [a, b] = [valueIn(one, column), valueIn(other, column)];
    if (typeof a === 'string') return a.localeCompare(b, document.documentElement.lang) * direction;
    // What is not known comes last in either direction.
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return (a - b) * direction;
  };
  const sort = () => {
    const [column, way] =
      sorting === '' ? [0, 'ascending'] : [Number(sorting.slice(1)), sorting[0] === '-' ? 'descending' : 'ascending'];
    heads.forEach((head, i) => {
      if (head.dataset.sort !== undefined) head.setAttribute('aria-sort', i === column ? way : 'none');
    });
    body.append(...[...rows].sort(compare(column, way === 'descending' ? -1 : 1)));
  };
  const filter = () => {
    const { name, ...wanted } = Object.fromEntries(new FormData(form));
    const sought = name.trim().toLowerCase();
    let left = 0;
    rows.forEach((row, i) => {
      row.hidden =
        Object.entries(wanted).some(([key, value]) => value !== '' && row.dataset[key] !== value) ||
        !names[i].includes(sought);
      if (!row.hidden) left += 1;
    });
    for (const count of counts) count.textContent = left;
  };
  const remember = () => {
    const chosen = Object.entries({ ...Object.fromEntries(new FormData(form)), sort: sorting }).filter(
      ([, value]) => value !== '',
    );
    const address = chosen.length === 0 ? `#${form.dataset.for}` : prefix + new URLSearchParams(chosen);
    history.replaceState(null, '', address);
  };
  const restore = () => {
    if (!location.hash.startsWith(prefix)) return;
    const chosen = new URLSearchParams(location.hash.slice(prefix.length));
    for (const [key, value] of chosen) {
      const field = form.elements.namedItem(key);
      if (field !== null) field.value = value;
    }
    const column = Number(chosen.get('sort')?.slice(1));
    sorting = heads[column]?.dataset.sort === undefined ? '' : chosen.get('sort');
  };

  heads.forEach((head, i) => {
    if (head.dataset.sort === undefined) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      // Names and places begin low, numbers high; a second click turns round.
      const first = i === 0 || head.dataset.sort === 'text' ? '+' : '-';
      sorting = sorting === first + i ? (first === '+' ? '-' : '+') + i : first + i;
      sort();
      remember();
    });
  });
  form.addEventListener('input', () => {
    filter();
    remember();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    setTimeout(() => {
      sorting = '';
      sort();
      filter();
      remember();
    });
  });
  form.hidden = false;
  restore();
  sort();
  filter();
});
