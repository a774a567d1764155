// htmx with our rules: no script from attributes, no page kept in browser storage, a whole page is shown as a whole page.
import htmx from "htmx.org/dist/htmx.esm.js";

Object.assign(htmx.config, {
  history: "reload",
  mode: "same-origin",
  defaultTimeout: 30000,
});

const WHOLE_PAGE = /^\s*<!doctype/i;

// An error page, or the page behind a redirect, answers a request that asked for a part: it takes the body, not the part.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (!WHOLE_PAGE.test(ctx.text) || ctx.hx.retarget) return;
  Object.assign(ctx.hx, { retarget: "body", reswap: "outerSync", reselect: null });
  if (ctx.response.raw.redirected) ctx.hx.pushurl = new URL(ctx.response.raw.url).pathname + new URL(ctx.response.raw.url).search;
});
