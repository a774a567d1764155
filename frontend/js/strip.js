// A row of choices that is wider than the phone starts at the one that is chosen.
for (const chosen of document.querySelectorAll("main > nav > .why [aria-current]")) {
  const strip = chosen.closest(".why");
  strip.scrollLeft += chosen.getBoundingClientRect().left - strip.getBoundingClientRect().left - 16;
}
