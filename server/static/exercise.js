// The exercise page works without this file. With it: marks arrive without a reload, the drawing
// mirrors the fields, and no typed value is ever lost.
import { echo } from "./numbers.js";

const SEND_EVERY = 10_000;
const POLL_AFTER = [1000, 2000, 4000, 8000];

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = () => $("#answers");
const fields = () => $$("input[data-step]");
const marks = form().dataset.marks.split(" ");
const kept = `draft ${location.pathname}`;
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// --- one field ---------------------------------------------------------------------------------

const drawn = ({ dataset: { step, cell } }) =>
  $$(`.fig-cell[data-step="${CSS.escape(step)}"][data-cell="${cell}"]`);

function mirror(field) {
  const text = field.value.trim();
  for (const cell of drawn(field)) {
    $(".fig-value", cell).textContent = text.length > 7 ? `${text.slice(0, 6)}…` : text || "?";
    cell.classList.toggle("is-filled", text !== "");
    cell.classList.toggle("is-empty", text === "");
    cell.classList.remove(...marks);
    $(".fig-mark", cell)?.remove();
  }
}

function edited(field) {
  const box = field.parentElement;
  const row = field.closest(".row");
  for (const each of [box, row]) each.classList.remove(...marks);
  field.removeAttribute("aria-invalid");
  $(".echo", box).textContent = echo(field.value);
  $(".mark", box)?.remove();
  $(".said", row)?.remove();
  mirror(field);
}

function light(field, on) {
  for (const cell of drawn(field)) cell.classList.toggle("is-lit", on);
}

function next(field) {
  const all = fields();
  const following = all[all.indexOf(field) + 1] ?? $("#check");
  following.focus();
  following.select?.();
}

// --- drafts: in this browser at once, on the server now and then ---------------------------------

let dirty = false;
let sent = 0;
let timer = 0;

function keep() {
  dirty = true;
  const texts = Object.fromEntries(fields().map((field) => [field.name, field.value]));
  try {
    localStorage.setItem(kept, JSON.stringify(texts));
  } catch { /* no room or not allowed: the server still gets the draft */ }
}

function forget() {
  dirty = false;
  clearTimeout(timer);
  try {
    localStorage.removeItem(kept);
  } catch { /* as above */ }
}

function restore() {
  let texts = null;
  try {
    texts = JSON.parse(localStorage.getItem(kept));
  } catch { /* nothing kept */ }
  for (const field of texts ? fields() : []) {
    const text = texts[field.name];
    if (text === undefined || text === field.value) continue;
    field.value = text;
    edited(field);
    dirty = true;
  }
}

function sendSoon() {
  if (!dirty) return;
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, sent + SEND_EVERY - Date.now()));
}

async function send() {
  if (!dirty) return;
  sent = Date.now();
  const before = JSON.stringify(fields().map((field) => field.value));
  const answer = await fetch(form().dataset.draft, {
    method: "POST", body: new FormData(form()), redirect: "manual",
  }).catch(() => null);
  const saved = answer?.status === 204;
  if (saved && before === JSON.stringify(fields().map((field) => field.value))) forget();
  $("#draft").textContent = saved
    ? `Draft saved at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`
    : "Draft kept in this browser";
}

function leave() {
  if (dirty) navigator.sendBeacon(form().dataset.draft, new FormData(form()));
}

// --- marking -------------------------------------------------------------------------------------

function swap(page) {
  const focused = document.activeElement?.id;
  const top = focused && $(`#${focused}`).getBoundingClientRect().top;
  const typed = new Map(fields().map((field) => [field.name, field.value]));
  for (const id of ["sheet", "facts", "flashes"]) $(`#${id}`).replaceWith($(`#${id}`, page));
  for (const field of fields()) {
    if (typed.get(field.name) === field.value) continue;
    field.value = typed.get(field.name);
    edited(field);
  }
  if (!focused || !$(`#${focused}`)) return;
  $(`#${focused}`).focus({ preventScroll: true });
  scrollBy(0, $(`#${focused}`).getBoundingClientRect().top - top);
}

async function show(answer) {
  if (new URL(answer.url).pathname !== location.pathname) {
    location.assign(answer.url); // signed out meanwhile: the draft waits in this browser
    return;
  }
  swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
  $("#spoken").textContent = $("#result")?.innerText ?? "";
}

async function check() {
  const button = $("#check");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form().action, { method: "POST", body: new FormData(form()) });
    forget();
    await show(answer);
    await poll();
  } catch {
    $("#draft").textContent = "No connection. Your values are kept; try again in a moment.";
    keep();
  }
  $("#check").removeAttribute("aria-disabled");
}

async function poll() {
  for (let turn = 0; $("#sheet").dataset.pending; turn += 1) {
    await wait(POLL_AFTER[Math.min(turn, POLL_AFTER.length - 1)]);
    const state = await fetch(form().dataset.state).then((answer) => answer.json());
    if (state.status !== "pending") await show(await fetch(location.pathname));
  }
}

async function hint(button) {
  const body = new FormData(form());
  body.set("hint", button.value);
  const answer = await fetch(button.formAction, {
    method: "POST", body, headers: { "X-Fragment": "ladder" },
  });
  if (answer.redirected) return location.assign(answer.url);
  const ladder = $(`#ladder-${button.value.split(".")[0]}`);
  ladder.innerHTML = await answer.text();
  $$("[tabindex]", ladder).at(-1)?.focus();
}

// --- events, delegated since the sheet is replaced --------------------------------------------------

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[data-step]")) return;
  edited(target);
  keep();
});
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-step]")) light(target, true);
});
document.addEventListener("focusout", ({ target }) => {
  if (!target.matches("input[data-step]")) return;
  light(target, false);
  sendSoon();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.closest("#answers")) return;
  if (event.ctrlKey || event.metaKey) check();
  else if (event.target.matches("input[data-step]")) next(event.target);
  else return;
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  const cell = event.target.closest(".fig-cell[data-step]");
  if (cell) fields().find((field) => drawn(field).includes(cell))?.focus();
  const link = event.target.closest("a[data-focus]");
  if (link) {
    event.preventDefault();
    $(link.hash).focus();
  }
  if (event.target.closest("#print")) print();
});
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "hint") hint(button);
  else if (!button || button.value === "check") check();
  else return;
  event.preventDefault();
});
addEventListener("pagehide", leave);

restore();
poll();
