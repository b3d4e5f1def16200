// The exercise page works without this file. With it: marks arrive without a reload, the drawing
// mirrors the fields, and no typed value is ever lost.
import { echo } from "./numbers.js";

const SEND_EVERY = 10_000;
const POLL_AFTER = [1000, 2000, 4000, 8000];

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = () => $("#answers");
const fields = () => $$("input[data-step]");
const texts = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
const isField = (target) => target.matches?.("input[data-step]");
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const post = (address, body, options) => fetch(address, { method: "POST", body, ...options });
const tell = (words) => { $("#draft").textContent = words; };

// --- one field and its cells in the drawing --------------------------------------------------------

const marks = form().dataset.marks.split(" ");
const drawn = ({ dataset: { step, cell } }) =>
  $$(`.fig-cell[data-step="${CSS.escape(step)}"][data-cell="${cell}"]`);

function edited(field) {
  const [box, row, text] = [field.parentElement, field.closest(".row"), field.value.trim()];
  for (const each of [box, row, ...drawn(field)]) each.classList.remove(...marks);
  for (const each of [$(".mark", box), $(".said", row)]) each?.remove();
  field.removeAttribute("aria-invalid");
  $(".echo", box).textContent = echo(text);
  for (const cell of drawn(field)) {
    $(".fig-value", cell).textContent = text.length > 7 ? `${text.slice(0, 6)}…` : text || "?";
    cell.classList.toggle("is-filled", text !== "");
    cell.classList.toggle("is-empty", text === "");
    $(".fig-mark", cell)?.remove();
  }
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

function fill(typed) {
  for (const field of fields()) {
    const text = typed[field.name] ?? field.value;
    if (text === field.value) continue;
    field.value = text;
    edited(field);
  }
}

// --- drafts: in this browser at once, on the server now and then -----------------------------------

const place = `draft ${location.pathname}`;
let dirty = false;
let sent = 0;
let timer = 0;

function keep() {
  dirty = true;
  try {
    localStorage.setItem(place, JSON.stringify(texts()));
  } catch { /* no room, or not allowed: the server still gets the draft */ }
}

function forget() {
  dirty = false;
  clearTimeout(timer);
  try {
    localStorage.removeItem(place);
  } catch { /* nothing was kept */ }
}

function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    fill(kept ?? {});
    dirty = Boolean(kept);
  } catch { /* nothing was kept */ }
}

function sendSoon() {
  clearTimeout(timer);
  if (dirty) timer = setTimeout(send, Math.max(0, sent + SEND_EVERY - Date.now()));
}

async function send() {
  sent = Date.now();
  const before = JSON.stringify(texts());
  const address = form().dataset.draft;
  const answer = await post(address, new FormData(form())).catch(() => null);
  if (answer?.status !== 204) return tell("Draft kept in this browser");
  if (before === JSON.stringify(texts())) forget();
  const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return tell(`Draft saved at ${now}`);
}

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
  try {
    const answer = await post(form().action, body);
    if (answer.ok) forget();
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
    const { status } = await (await fetch(form().dataset.state)).json();
    if (status !== "pending") await show(await fetch(location.pathname));
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
addEventListener("pagehide", () => {
  if (dirty) navigator.sendBeacon(form().dataset.draft, new FormData(form()));
});

restore();
poll();
