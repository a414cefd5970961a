// The list of samples: a filter whose state is in the URL, and a button that copies a command.

/** @type {HTMLFormElement} */
const form = document.querySelector('#filters');
const rows = [...document.querySelectorAll('#rows tr')];
const labels = [...document.querySelectorAll('thead th')].map((cell) => cell.textContent);

/** @param {Element} row @param {number} column */
const text = (row, column) => row.children[column].textContent.trim();

/** @param {Element} row @returns {string[]} the verdicts to expect, static and browser */
const verdicts = (row) => [...row.querySelectorAll('.verdict')].map((verdict) => verdict.textContent);

/** @param {Element} row @param {string} wanted a verdict, or `differ` for two of them */
const hasVerdict = (row, wanted) =>
  wanted === 'differ' ? new Set(verdicts(row)).size > 1 : verdicts(row).includes(wanted);

function filter() {
  const { q, way, verdict } = Object.fromEntries(new FormData(form));
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const texts = [0, 2, 3, 4].map((column) => text(row, column));
    const content = [...texts, row.querySelector('a')?.pathname].join(' ').toLowerCase();
    const fits = words.every((word) => content.includes(word))
      && (!way || text(row, 1) === way)
      && (!verdict || hasVerdict(row, verdict));
    row.hidden = !fits;
    if (fits) count += 1;
  }
  document.querySelector('#shown').textContent = `${count} of ${rows.length} shown`;
}

/** Keeps the filter in the URL, so that a view can be sent to somebody. */
function remember() {
  const url = new URL(location.href);
  for (const [name, value] of new FormData(form)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(null, '', url);
}

/** @param {HTMLElement} cell with a command */
function addCopyButton(cell) {
  const command = cell.textContent.trim();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy the command for ${cell.parentElement.querySelector('a').textContent}`);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = 'Copied';
    } catch {
      // Without the permission, or on plain http: the text is selected, to be copied by hand.
      getSelection().selectAllChildren(cell.querySelector('code'));
      button.textContent = 'Selected';
    }
  });
  cell.append(button);
}

for (const row of rows) {
  for (const [index, cell] of [...row.children].entries()) {
    if (index > 0 && index < 5) cell.dataset.label = labels[index];
  }
  const command = row.lastElementChild;
  // The command scrolls, so the keyboard must reach it.
  Object.assign(command.querySelector('code'), { tabIndex: 0 });
  addCopyButton(command);
}
const ways = new Set(rows.map((row) => text(row, 1)).filter(Boolean));
for (const way of [...ways].sort()) form.elements.way.add(new Option(way, way));
for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.hidden = false;
form.addEventListener('input', () => {
  filter();
  remember();
});
form.addEventListener('submit', (event) => event.preventDefault());
filter();
