// The open front page asks now and then whether reports were stored since, and says so; it never changes by itself.
"use strict";

const line = document.querySelector("[data-news]");
const EVERY = 15000; // milliseconds

async function look() {
  if (document.hidden) return;
  const answer = await fetch(`${line.dataset.news}?after=${line.dataset.stored}`, { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const { new: count } = await answer.json();
  if (!count) return;
  const link = document.createElement("a");
  link.href = line.dataset.front;
  link.textContent = count === 1 ? "Show 1 new report" : `Show ${count} new reports`;
  line.replaceChildren(link);
}

if (line) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
