// The fields of the exercise page, and the cells of the drawing that mirror them.
import { echo } from "./numbers.js";

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const form = () => $("#answers");
export const fields = () => $$("input[data-step]");
export const isField = (target) => target.matches?.("input[data-step]");
export const texts = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
export const tell = (words) => { $("#draft").textContent = words; };
export const post = (address, body, more) => fetch(address, { method: "POST", body, ...more });

const marks = form().dataset.marks.split(" ");

// A field's parts of the drawing: its cells, or also the wire of the weight that it belongs to.
export const drawn = ({ dataset: { step, cell } }, kind = ".fig-cell") =>
  $$(`.fig ${kind}[data-step="${CSS.escape(step)}"][data-cell="${cell}"]`);

// A changed text has no mark any more: the mark spoke of another text.
export function edited(field) {
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

export function light(field, on) {
  for (const part of drawn(field, "")) part.classList.toggle("is-lit", on);
}

export function next(field) {
  const all = fields();
  const following = all[all.indexOf(field) + 1] ?? $("#check");
  following.focus();
  following.select?.();
}

export function fill(typed) {
  for (const field of fields()) {
    const text = typed[field.name] ?? field.value;
    if (text === field.value) continue;
    field.value = text;
    edited(field);
  }
}
