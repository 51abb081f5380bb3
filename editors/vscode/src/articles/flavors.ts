// What a settings file says about further files: its table `[flavors]`.

import { parse } from "smol-toml";

/** How an article is read. */
export type Flavor = "html" | "markdown" | "mdx" | "text";

/** Files that are articles. */
export interface Pattern {
  /** A glob, relative to the settings file's folder. */
  glob: string;
  /** How they are read. */
  flavor: Flavor;
}

/**
 * Templates of sites, which the command line takes for HTML. In the editor they are articles only below a settings file: who
 * writes no articles opens them all day.
 */
export const TEMPLATES: Pattern = { glob: "**/*.{vue,astro,njk,hbs}", flavor: "html" };

/** Extensions of articles that need no settings file. */
export const EXTENSIONS: Readonly<Record<string, Flavor>> = {
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  mdx: "mdx",
  txt: "text",
};

const FLAVORS: readonly string[] = ["html", "markdown", "mdx", "text"] satisfies Flavor[];

/**
 * The patterns of the settings file with this text, the strongest first: a glob beats an extension, a longer key a
 * shorter one. A file that makes no sense adds nothing: the server says what is wrong with it.
 */
export function patterns(settings: string): Pattern[] {
  const found = Object.entries(flavorsOf(settings)).filter((entry): entry is [string, Flavor] => {
    return typeof entry[1] === "string" && FLAVORS.includes(entry[1]);
  });
  found.sort(([one], [other]) => rank(one) - rank(other) || other.length - one.length);
  return found.flatMap(([key, flavor]) => globs(key).map((glob) => ({ glob, flavor })));
}

function flavorsOf(settings: string): object {
  try {
    const table = parse(settings)["flavors"];
    return typeof table === "object" && table !== null ? table : {};
  } catch {
    return {};
  }
}

function isExtension(key: string): boolean {
  return /^\.*[\p{Alphabetic}\p{N}]*$/u.test(key);
}

function rank(key: string): number {
  return isExtension(key) ? 1 : 0;
}

function globs(key: string): string[] {
  return isExtension(key) ? [`**/*.${key.replace(/^\.+/, "")}`] : anchored(key);
}

/** The globs that a line of `exclude` stands for, which is like one of a .gitignore. */
export function anchored(key: string): string[] {
  const glob = key.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  const from = glob.includes("/") ? glob.replace(/^\/+/, "") : `**/${glob}`;
  return [from, `${from}/**`];
}
