// Makes pages better that work without it: a click on a number shows its source without loading the page again.
"use strict";

const frame = document.querySelector("iframe[name=source]");
let asked = 0;

async function explain(address) {
  const mine = ++asked;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("selected");
  if (fresh && mine === asked) document.getElementById("selected").replaceWith(fresh);
}

function choose(link) {
  document.querySelectorAll(".figure.chosen").forEach((cell) => cell.classList.remove("chosen"));
  document.querySelectorAll(".figure [aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  const path = new URL(link.href).searchParams.get("cell");
  const cell = path && document.getElementById(`v-${path}`);
  if (cell) {
    cell.classList.add("chosen");
    cell.querySelector("a").setAttribute("aria-current", "true");
  }
}

// On a narrow screen the source stands below the report, out of sight of who clicks.
function bringIntoView(source) {
  if (getComputedStyle(source).position === "static") source.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-frame]");
  if (!link || !frame || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  bringIntoView(document.getElementById("source"));
  if (link.target) return; // the browser itself shows the source: the static site, where nothing can be asked for
  event.preventDefault();
  frame.src = link.dataset.frame;
  choose(link);
  history.replaceState(null, "", link.href.split("#")[0]);
  explain(link.href).catch(() => { location.href = link.href; });
});

// A frame that loaded before it had a size stays at its top: asked once more, it goes to its fragment without loading.
addEventListener("load", () => {
  if (frame?.src.includes("#")) frame.src = frame.src;
});

// Arrow keys go from number to number in the tables of a report.
document.addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const cell = event.target.closest?.(".figure");
  if (!cell || !(event.key in steps) || event.altKey || event.metaKey || event.ctrlKey) return;
  const [down, right] = steps[event.key];
  const rows = [...cell.closest("tbody").rows];
  const figures = (row) => [...(row?.querySelectorAll(".figure > a") ?? [])];
  const here = figures(cell.parentElement).findIndex((link) => link.parentElement === cell);
  const next = down
    ? figures(rows[rows.indexOf(cell.parentElement) + down])[here]
    : figures(cell.parentElement)[here + right];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
