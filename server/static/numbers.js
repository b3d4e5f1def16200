// Reads a cell's text as the grader does (grader/numbers.py), to show at once how it was read.
// tests/data/number_texts.json holds both readers to one grammar. A fraction is [over, under].

export class Unreadable extends Error {}

const LONGEST = 40;
const LARGEST = 10n ** 12n;
const HIDDEN = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const SPACES = /[ \t\r\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const EDGES = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "g");
const PLAIN = /^-?[0-9]{1,12}(?:\.[0-9]{1,25})?$/;
const DECIMAL = /^([-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))(?:(?:[eE]|\*10\^)([-+]?[0-9]+))?$/;
const MIXED = new RegExp(`[0-9]${SPACES.source}[0-9]+(?:${SPACES.source})?/`);
const TOKEN = /(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?|[-+*/^()]/g;

// { value, echo }; throws Unreadable. The echo is "" where the text shows the value by itself.
export function read(text) {
  const typed = tidy(text);
  if (PLAIN.test(typed)) return { value: Number(typed) + 0, echo: "" };
  const compact = typed.replace(SPACES, "");
  const decimal = DECIMAL.exec(compact);
  if (!decimal && /,.*\.|\..*,/.test(compact)) throw new Unreadable(); // which one is the point?
  const exact = bounded(decimal ? power10(decimal[1], decimal[2] ?? "0") : calculate(compact));
  const said = echoOf(exact, decimal ? LONGEST : 15);
  return { value: quotient(exact), echo: said === `= ${typed}` ? "" : said };
}

// How the text was read, or "" if it says so itself, is blank or cannot be read.
export function echo(text) {
  try {
    return read(text).echo;
  } catch {
    return "";
  }
}

function tidy(text) {
  const typed = text.replace(EDGES, "");
  const trap = HIDDEN.test(typed) || MIXED.test(typed);
  if (!typed || typed.length > LONGEST || trap) throw new Unreadable();
  return typed.replace(/[‐‑‒–—―−]/g, "-").replace(/[·×⋅∙∗]/g, "*").replace(/[⁄∕÷]/g, "/").replaceAll("**", "^");
}

function bounded([over, under]) {
  const size = over < 0n ? -over : over;
  if (size > LARGEST * under || (over && quotient([over, under]) === 0)) throw new Unreadable();
  return [over, under];
}

// --- simple arithmetic, exactly: one function for each line of the grammar ------------------------

function calculate(text) {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join("") !== text) throw new Unreadable();
  const take = (wanted) => (wanted.includes(tokens[0] ?? "end") ? tokens.shift() : "");
  const sum = () => {
    let value = product();
    for (let sign = take("+-"); sign; sign = take("+-")) value = add(value, product(), sign);
    return value;
  };
  const product = () => {
    let value = signed();
    for (let sign = take("*/"); sign; sign = take("*/")) value = times(value, signed(), sign);
    return value;
  };
  const signed = () => {
    const sign = take("+-");
    return sign ? times(signed(), [sign === "-" ? -1n : 1n, 1n], "*") : power();
  };
  const power = () => {
    const base = atom();
    return take("^") ? raise(base, signed()) : base;
  };
  const atom = () => {
    if (!take("(")) return number(tokens.shift() ?? "");
    const value = sum();
    if (!take(")")) throw new Unreadable();
    return value;
  };
  const value = sum();
  if (tokens.length) throw new Unreadable();
  return value;
}

function number(token) {
  if (!/[0-9]/.test(token)) throw new Unreadable();
  const [mantissa, exponent = "0"] = token.split(/e/i);
  return power10(mantissa, exponent);
}

function power10(mantissa, exponent) {
  if (exponent.replace(/^[-+0]+/, "").length > 2) throw new Unreadable();
  const [before, after = ""] = mantissa.replace(",", ".").split(".");
  const sign = before.startsWith("-") ? -1n : 1n;
  const digits = BigInt(before.replace(/^[-+]/, "") + after);
  const shift = Number(exponent) - after.length;
  return shift < 0 ? [sign * digits, 10n ** BigInt(-shift)] : [sign * digits * 10n ** BigInt(shift), 1n];
}

function add([a, b], [c, d], sign) {
  return [sign === "+" ? a * d + c * b : a * d - c * b, b * d];
}

function times([a, b], [c, d], sign) {
  if (sign === "*") return [a * c, b * d];
  if (!c) throw new Unreadable();
  return c < 0n ? [-a * d, -b * c] : [a * d, b * c];
}

function raise(base, exponent) {
  const [over, under] = reduced(exponent);
  const [top, bottom] = reduced(base);
  if (under !== 1n || over > 99n || over < -99n || (!top && over < 0n)) throw new Unreadable();
  const size = top < 0n ? -top : top;
  const bits = BigInt((size > bottom ? size : bottom).toString(2).length);
  if (bits * (over < 0n ? -over : over) > 2000n) throw new Unreadable();
  if (over >= 0n) return [top ** over, bottom ** over];
  return times([bottom ** -over, 1n], [top ** -over, 1n], "/");
}

function reduced([over, under]) {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b) [a, b] = [b, a % b];
  return [over / a, under / a];
}

// --- writing ---------------------------------------------------------------------------------------

function quotient([over, under]) {
  const { digits, exponent, negative } = rounded([over, under], 25);
  return Number(`${negative ? "-" : ""}${digits}e${exponent - digits.length + 1}`) + 0;
}

function echoOf(exact, precision) {
  const full = rounded(exact, precision);
  return full.whole ? `= ${written(full)}` : `≈ ${written(rounded(exact, 6))}`;
}

// Significant digits without trailing zeros, rounded half up; `whole` if nothing was cut off.
function rounded([over, under], precision) {
  const size = over < 0n ? -over : over;
  if (!size) return { digits: "0", exponent: 0, negative: false, whole: true };
  let exponent = size.toString().length - under.toString().length;
  if (exponent >= 0 ? size < under * 10n ** BigInt(exponent) : size * 10n ** BigInt(-exponent) < under) exponent -= 1;
  const shift = precision - 1 - exponent;
  const [top, bottom] = shift < 0 ? [size, under * 10n ** BigInt(-shift)] : [size * 10n ** BigInt(shift), under];
  const digits = ((2n * top + bottom) / (2n * bottom)).toString();
  return {
    digits: digits.replace(/0+$/, ""),
    exponent: exponent + digits.length - precision,
    negative: over < 0n,
    whole: top % bottom === 0n,
  };
}

function written({ digits, exponent, negative }) {
  const sign = negative ? "-" : "";
  if (exponent < -6) return `${sign}${digits[0]}${digits.length > 1 ? "." : ""}${digits.slice(1)}e${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, "0");
  const after = padded.slice(exponent + 1);
  return sign + padded.slice(0, exponent + 1) + (after && `.${after}`);
}
