// Filters that answer at once: only for forms whose list htmx replaces, so that no choice throws the reader onto another page.
const PAUSE_MS = 300;
const FORM = "form[data-filter-submit]:is([hx-get], [data-hx-get])";
let timer;

document.addEventListener("change", ({ target }) => {
  const form = target.closest(FORM);
  if (form && target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});

document.addEventListener("input", ({ target }) => {
  const form = target.closest(FORM);
  if (!form || target.type !== "search") return;
  clearTimeout(timer);
  timer = setTimeout(() => form.requestSubmit(), PAUSE_MS);
});
