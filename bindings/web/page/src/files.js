// Articles from files: their bytes as text.

/** What the core reads at most, in UTF-8. */
const MOST_BYTES = 32_000_000;

/** What browsers call the encodings that articles are found in. */
export const ENCODINGS = [
  ...["windows-1252", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "windows-1253", "windows-1254", "windows-1255", "windows-1256"],
  ...["windows-1257", "windows-1258", "windows-874", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "utf-16le", "utf-16be"],
];

const OTHER_FILES = [
  { starts: "PK", is: "a Word, OpenDocument or ZIP file. Open it in its program, copy the text, and paste it here" },
  { starts: "%PDF", is: "a PDF. Open it, copy the text, and paste it here" },
  { starts: "\xd0\xcf\x11\xe0", is: "an old Word file. Open it in its program, copy the text, and paste it here" },
  { starts: "{\\rtf", is: "an RTF file. Open it in a word processor, copy the text, and paste it here" },
  { starts: "\x89PNG", is: "a picture" },
  { starts: "\xff\xd8\xff", is: "a picture" },
  { starts: "GIF8", is: "a picture" },
];

/** Reads a file: `{name, bytes}`. Throws an error that says what to do where it is no article. */
export async function read(file) {
  if (file.size > MOST_BYTES) {
    const size = Math.round(file.size / 1_000_000).toLocaleString("en");
    throw new Error(`“${file.name}” has ${size} MB; articles of up to 32 MB can be read here. Cut it into parts, or use the command line.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const other = OTHER_FILES.find(({ starts }) => start.startsWith(starts));
  if (other) {
    throw new Error(`“${file.name}” is ${other.is}.`);
  }
  return { name: file.name, bytes };
}

/**
 * The text of bytes: `{text, encoding, isGuess}`. `given` is an encoding that somebody chose. What is no text has NUL characters;
 * that is an error.
 */
export function decode(bytes, given) {
  const found = given ? { encoding: given, isGuess: true } : encodingOf(bytes);
  const text = new TextDecoder(found.encoding).decode(bytes);
  if (text.includes("\0")) {
    throw new Error("This file is no text: it has NUL characters in it.");
  }
  return { text, ...found };
}

function encodingOf(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { encoding: "utf-16le", isGuess: false };
  }
  if (first === 0xfe && second === 0xff) {
    return { encoding: "utf-16be", isGuess: false };
  }
  if (isUtf8(bytes)) {
    return { encoding: "utf-8", isGuess: false };
  }
  const declared = declaredIn(String.fromCharCode(...bytes.subarray(0, 1024)));
  return declared ? { encoding: declared, isGuess: false } : { encoding: "windows-1252", isGuess: true };
}

function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The encoding that a page declares; UTF-8 it is not. */
function declaredIn(head) {
  const label = /(?:charset|encoding)\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  try {
    const { encoding } = new TextDecoder(label ?? "none");
    return encoding === "utf-8" ? undefined : encoding;
  } catch {
    return undefined;
  }
}

/** The ends of lines of a text, which the editor makes `\n`: what they are made again, and whether they were mixed. */
export function lineEnds(text) {
  const crlf = (text.match(/\r\n/g) ?? []).length;
  const cr = (text.match(/\r(?!\n)/g) ?? []).length;
  const lf = (text.match(/(?<!\r)\n/g) ?? []).length;
  const [end] = [["\n", lf], ["\r\n", crlf], ["\r", cr]].reduce((most, one) => (one[1] > most[1] ? one : most));
  return { end, isMixed: [crlf, cr, lf].filter((count) => count > 0).length > 1 };
}
