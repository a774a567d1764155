// One tap, one post: a second tap on the way does nothing. The button keeps its focus and its name=value; the server has the last word.
const PATIENCE_MS = 10000;

const release = (form) => {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(release, PATIENCE_MS, form);
}, true);

// Back from the page cache, or answered by htmx: the form can be sent again.
const releaseAll = () => document.querySelectorAll("form[data-sending]").forEach(release);
addEventListener("pageshow", releaseAll);
document.addEventListener("htmx:finally:request", releaseAll);
