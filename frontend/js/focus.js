// Focus goes to what has just come: the summary of problems, or the page that took the place of another.
const toProblems = (root) => root.querySelector?.("[data-error-summary]")?.focus();

toProblems(document);

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  toProblems(document);
  if (ctx.hx?.retarget === "body") {
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
});
