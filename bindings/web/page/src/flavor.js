// What kind of article a text is.

/** The kinds, as they are called on the page, with the extension of their files. */
export const FLAVORS = {
  html: { label: "HTML", extension: "html" },
  markdown: { label: "Markdown", extension: "md" },
  mdx: { label: "MDX", extension: "mdx" },
  text: { label: "Text of any kind", extension: "txt" },
};

const EXTENSIONS = {
  ...{ html: "html", htm: "html", xhtml: "html", vue: "html", astro: "html", njk: "html", hbs: "html", liquid: "html" },
  ...{ md: "markdown", markdown: "markdown", mdx: "mdx" },
};

/** What a file's name says; undefined where it says nothing. */
export function ofName(name) {
  return EXTENSIONS[/\.(\w+)$/.exec(name)?.[1].toLowerCase()];
}

/** So much of an article tells. */
const ENOUGH = 50_000;

const BLOCK = /^\s*<\/?(?:!doctype|html|head|body|main|article|section|header|footer|nav|div|p|h[1-6]|[uo]l|li|table|t[rdh]|blockquote|figure|pre|hr)\b[^<]*>/gim;
const MODULE = /^(?:import\s+(?:[\w*{][^;\n]{0,200}\sfrom\s+)?["'][^"'\n]+["'];?\s*$|export\s+(?:const|default|function)\s)/m;
const SIGNS = [
  /^#{1,6} \S/m,
  /^(?:```|~~~)\s*[\w-]*\s*$/m,
  /\[[^\]\n]{1,200}\]\s?\([^)\n]/,
  /^---\n(?:[\w-]+:.*\n)+---$/m,
  /^\[\^?[^\]\n]+\]:\s/m,
  /(?:^|\s)\*\*\s?[^*\n]+\*\*/m,
  /^>\s?\[!\w+\]/m,
];

/**
 * What a text looks like. `text`, for which damage of all kinds is looked for, unless it is clearly something: no kind is better
 * than a wrong one.
 */
export function detect(text) {
  const start = text.slice(0, ENOUGH);
  const signs = SIGNS.filter((sign) => sign.test(start)).length;
  if (signs > 0 && MODULE.test(start)) {
    return "mdx";
  }
  const blocks = start.match(BLOCK)?.length ?? 0;
  const lines = start.split("\n").filter((line) => line.trim() !== "").length;
  if (/^\s*<(?:!doctype html|html)\b/i.test(start) || (signs === 0 && blocks > 1 && blocks * 2 >= lines && /^\s*</.test(start))) {
    return "html";
  }
  return /^#{1,6} \S/.test(start.trimStart()) || /^---\n/.test(start) || signs > 1 ? "markdown" : "text";
}
