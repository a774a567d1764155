// Passing a service on: the phone's own way to share, a button that copies, a button that prints. Without them the links and texts do.
const shareAway = async (link) => {
  try {
    await navigator.share({ title: link.dataset.shareTitle, text: link.dataset.share });
  } catch (error) {
    // To change one's mind is no fault.
    if (error.name !== "AbortError") location.assign(link.href);
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-share]");
  if (!link || !navigator.share) return;
  event.preventDefault();
  shareAway(link);
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// What is folded is printed too, where the style sheet alone cannot unfold it.
const folded = () => document.querySelectorAll("main .card details:not([open], .no-print)");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...folded()];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
