// The button that shows a password: it stays hidden without scripts, and the password is hidden again before it is sent.
const show = (toggle, shown) => {
  const group = toggle.closest("[data-module=govuk-password-input]");
  const word = (key) => group.getAttribute(`data-i18n.${shown ? "hide" : "show"}-password${key}`);
  group.querySelector("input").type = shown ? "text" : "password";
  toggle.textContent = word("");
  toggle.setAttribute("aria-label", word("-aria-label"));
};

for (const toggle of document.querySelectorAll(".govuk-js-password-input-toggle")) {
  const input = document.getElementById(toggle.getAttribute("aria-controls"));
  toggle.hidden = false;
  toggle.addEventListener("click", () => show(toggle, input.type === "password"));
  toggle.form?.addEventListener("submit", () => show(toggle, false));
}
