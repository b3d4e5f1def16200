// The exercise page works without this file. With it: marks arrive without a reload, the drawing
// mirrors the fields, and no typed value is ever lost.
import { forget, keep, leave, restore, sendSoon } from "./drafts.js";
import { $, drawn, edited, fields, fill, form, isField, light, next, post, tell, texts } from "./fields.js";

const POLL_AFTER = [1000, 2000, 4000, 8000];
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// --- marking ---------------------------------------------------------------------------------------

async function show(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Signed out meanwhile: the draft waits in this browser.
  if (answer.redirected && !$("#sheet", page)) return location.assign(answer.url);
  if ([400, 401].includes(answer.status)) return location.assign(form().dataset.signIn);
  if (!$("#sheet", page)) return tell($("main p", page).textContent);
  const [typed, id] = [texts(), document.activeElement.id];
  const top = document.activeElement.getBoundingClientRect().top;
  for (const part of ["flashes", "facts", "sheet"]) $(`#${part}`).replaceWith($(`#${part}`, page));
  fill(typed);
  $("#spoken").textContent = $("#result")?.innerText ?? "";
  const focused = id && document.getElementById(id);
  if (!focused) return undefined;
  focused.focus({ preventScroll: true });
  return scrollBy(0, focused.getBoundingClientRect().top - top);
}

async function check() {
  if ($("#check").ariaDisabled) return;
  $("#check").ariaDisabled = "true";
  const body = new FormData(form());
  body.set("do", "check");
  const before = JSON.stringify(texts());
  try {
    const answer = await post(form().action, body);
    if (answer.ok && before === JSON.stringify(texts())) forget();
    await show(answer);
    await poll();
  } catch {
    keep();
    tell("That did not get through. Your values are kept; check again in a moment.");
  }
  $("#check").ariaDisabled = null;
}

async function poll() {
  for (let turn = 0; $("#sheet").dataset.pending; turn += 1) {
    await wait(POLL_AFTER[Math.min(turn, POLL_AFTER.length - 1)]);
    const state = await fetch(form().dataset.state).then((answer) => answer.json()).catch(() => null);
    if (state && state.status !== "pending") await show(await fetch(location.pathname));
  }
}

async function hint(button) {
  const body = new FormData(form(), button);
  const answer = await post(button.formAction, body, { headers: { "X-Fragment": "ladder" } });
  if (!answer.ok) return show(answer);
  const ladder = button.closest(".row").querySelector(".ladder");
  ladder.innerHTML = await answer.text();
  return $("[tabindex]", ladder)?.focus();
}

// --- events, delegated since the sheet is replaced -------------------------------------------------

const on = (name, react) => document.addEventListener(name, react);

on("input", ({ target }) => {
  if (!isField(target)) return;
  edited(target);
  keep();
});
on("focusin", ({ target }) => isField(target) && light(target, true));
on("focusout", ({ target }) => {
  if (!isField(target)) return;
  light(target, false);
  sendSoon();
});
on("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.closest("#answers")) return;
  if (event.ctrlKey || event.metaKey) check();
  else if (isField(event.target)) next(event.target);
  else return;
  event.preventDefault();
});
on("click", (event) => {
  const cell = event.target.closest(".fig-cell[data-step]");
  if (cell) fields().find((field) => drawn(field).includes(cell))?.focus();
  const link = event.target.closest("a[data-focus]");
  if (link) {
    event.preventDefault();
    $(link.hash).focus();
  }
  if (event.target.closest("#print")) print();
});
on("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "hint") hint(button);
  else if (button?.value === "check") check();
  else return;
  event.preventDefault();
});
addEventListener("pagehide", leave);

restore();
poll();
