// A link that holds the article: in its fragment, which browsers do not send to servers.

import { FLAVORS } from "./flavor.js";

const KEY = "article=";
/** Characters of a link that mail and chat programs still take. */
const LONGEST = 16_000;
/** Characters of an article that a link may unpack to. */
const MOST = 2_000_000;

/** A link to this page with an article of a flavor in it; `""` as flavor is the one that the page finds. */
export async function linkTo(text, flavor) {
  const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  const fragment = KEY + toBase64(new Uint8Array(await packed.arrayBuffer())) + (flavor && `&flavor=${flavor}`);
  const address = `${location.href.split("#")[0]}#${fragment}`;
  if (address.length > LONGEST) {
    const [is, most] = [address.length, LONGEST].map((count) => count.toLocaleString("en"));
    throw new Error(`This article is too long for a link: it would have ${is} characters, and many programs cut links of more than ${most}. Download the article and send the file.`);
  }
  return address;
}

/** The article in a fragment: `{text, flavor}`; undefined where there is none. Throws an error where it is damaged. */
export async function fromFragment(fragment) {
  const match = /^#article=([\w-]+)(?:&flavor=(\w+))?$/.exec(fragment);
  if (!match) {
    if (fragment.startsWith(`#${KEY}`)) {
      throw new Error("The article in this link is damaged: the link was probably cut. Ask for the file instead.");
    }
    return undefined;
  }
  const flavor = Object.keys(FLAVORS).find((name) => name === match[2]) ?? "";
  return { text: await unpacked(match[1]), flavor };
}

async function unpacked(packed) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    const reader = new Blob([fromBase64(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done && text.length <= MOST; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
    if (text.length <= MOST) {
      text += decoder.decode();
    }
  } catch {
    throw new Error("The article in this link is damaged: the link was probably cut. Ask for the file instead.");
  }
  if (text.length > MOST) {
    throw new Error("The article in this link is too long. Ask for the file instead.");
  }
  return text;
}

function toBase64(bytes) {
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
