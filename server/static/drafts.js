// Drafts: kept in this browser at once, sent to the server when a field is left.
import { fill, form, post, tell, texts } from "./fields.js";

const SEND_EVERY = 10_000;
const place = `draft ${location.pathname}`;
let dirty = false;
let sent = 0;
let timer = 0;

export function keep() {
  dirty = true;
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), texts: texts() }));
  } catch { /* no room, or not allowed: the server still gets the draft */ }
}

export function forget() {
  dirty = false;
  clearTimeout(timer);
  try {
    localStorage.removeItem(place);
  } catch { /* nothing was kept */ }
}

export function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    dirty = kept?.at > Number(form().dataset.newest); // else the server has something newer
    if (dirty) fill(kept.texts);
  } catch { /* nothing was kept */ }
}

export function sendSoon() {
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

// On leaving the page: the last chance, which needs no answer.
export function leave() {
  if (dirty) navigator.sendBeacon(form().dataset.draft, new FormData(form()));
}
