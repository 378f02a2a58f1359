(function () {
  const cells = document.querySelectorAll("details.code");
  const fold = document.getElementById("fold");
  fold.addEventListener("click", function () {
    const open = fold.textContent === "Show code";
    cells.forEach(cell => { cell.open = open; });
    fold.textContent = open ? "Hide code" : "Show code";
  });
  if (window.matchMedia("(max-width:60rem)").matches) document.getElementById("toc").open = false;
  const links = new Map();
  document.querySelectorAll("nav a").forEach(a => links.set(decodeURIComponent(a.hash.slice(1)), a));
  const seen = new IntersectionObserver(entries => {
    entries.forEach(entry => {
      const link = links.get(entry.target.id);
      if (link && entry.isIntersecting) {
        links.forEach(other => other.classList.remove("here"));
        link.classList.add("here");
      }
    });
  }, { rootMargin: "0px 0px -75% 0px" });
  document.querySelectorAll("main h1[id],main h2[id],main h3[id]").forEach(heading => seen.observe(heading));
  window.addEventListener("beforeprint", () => cells.forEach(cell => { cell.open = true; }));
})();
