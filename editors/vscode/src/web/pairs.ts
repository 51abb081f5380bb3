// Which article is the original of another one, by their paths: the table `[translations]` of a settings file.

/** Where the original of an article may be, relative to the settings file's folder; the likeliest place first. */
export function originals(path: string, table: { original?: unknown; translation?: unknown }): string[] {
  const { original, translation } = table;
  if (typeof original === "string" && typeof translation === "string") {
    const found = parsed(translation)(path);
    const paired = found && filled(original, found);
    return paired === undefined || paired === path ? [] : [paired];
  }
  const isEmpty = original === undefined && translation === undefined;
  return isEmpty ? byLayout(path).filter((candidate) => candidate !== path) : [];
}

const WILDCARDS = /(\{lang\}|\*\*\/|\*\*|\*)/;
const GROUPS: Readonly<Record<string, string>> = { "{lang}": "(?<lang>[^/]+?)", "**/": "((?:.*/)?)", "**": "(.+)", "*": "([^/]*)" };

function plain(pattern: string): string {
  return pattern.replace(/^(\.\/)+/, "").replace(/^\/+/, "");
}

/** What reads what the wildcards of a pattern other than `{lang}` stand for in a path. */
function parsed(pattern: string): (path: string) => string[] | undefined {
  const parts = plain(pattern).split(WILDCARDS);
  const languages = parts.filter((part) => part === "{lang}").length;
  const expression = new RegExp(`^${parts.map((part) => GROUPS[part] ?? part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&")).join("")}$`, "u");
  return (path) => {
    const match = languages === 1 ? expression.exec(path) : null;
    const language = match?.groups?.["lang"];
    if (match === null || language === undefined || !isLanguage(language)) {
      return undefined;
    }
    // The language has a number among the groups too.
    const at = parts.filter((part) => part in GROUPS).indexOf("{lang}");
    return match.slice(1).filter((_, index) => index !== at);
  };
}

/** The path in which the wildcards of a pattern stand for these texts. */
function filled(pattern: string, texts: string[]): string | undefined {
  const rest = [...texts];
  const parts = plain(pattern).split(WILDCARDS).map((part) => (part in GROUPS ? rest.shift() : part));
  return rest.length === 0 && parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

/** The names of folders and endings of originals, beside those of translations. */
const ENGLISH = ["en", "en-us", "en-US", "en_US"];

/** Folders that hold a folder for each language, beside which the originals are. */
const OF_LANGUAGES = ["i18n", "l10n", "locales", "translations"];

/** Where site generators and people put originals. */
function byLayout(path: string): string[] {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  const found = folders.flatMap((folder, index) => {
    if (!isLanguage(folder)) {
      return [];
    }
    const [before, behind] = [folders.slice(0, index), [...folders.slice(index + 1), name]];
    const english = ENGLISH.includes(folder) ? [] : ENGLISH.map((language) => [...before, language, ...behind]);
    const above = before.slice(0, -1);
    const besides = OF_LANGUAGES.includes(before.at(-1) ?? "") ? [...docusaurus(above, behind), [...above, ...behind], [...above, "docs", ...behind]] : [];
    return [...english, ...besides, [...before, ...behind]].map((steps) => steps.join("/"));
  });
  return [...found, ...byName(name).map((name) => [...folders, name].join("/"))];
}

/** `i18n/de/docusaurus-plugin-content-docs/current/x.md` is the translation of `docs/x.md`. */
function docusaurus(above: string[], [plugin = "", ...rest]: string[]): string[][] {
  const [version = "", ...within] = rest;
  switch (plugin.replace(/^docusaurus-plugin-content-/, "*")) {
    case "*docs":
      return [version === "current" ? [...above, "docs", ...within] : [...above, "versioned_docs", version, ...within]];
    case "*blog":
      return [[...above, "blog", ...rest]];
    case "*pages":
      return [[...above, "src", "pages", ...rest]];
    default:
      return [];
  }
}

/** `README.de.md`, `README_de.md` and `README-de.md` are translations of `README.md`, or of `README.en.md`. */
function byName(name: string): string[] {
  const [, stem = "", extension = ""] = /^(.*)\.([^.]*)$/.exec(name) ?? [];
  return [...stem.matchAll(/(?<=.)[._-]/g)].flatMap(({ index, 0: sign }) => {
    const [base, language] = [stem.slice(0, index), stem.slice(index + 1)];
    if (!isLanguage(language)) {
      return [];
    }
    const english = ENGLISH.includes(language) ? [] : ENGLISH.map((other) => `${base}${sign}${other}.${extension}`);
    return [...english, `${base}.${extension}`];
  });
}

/** The languages that the browser knows by name. */
const KNOWN = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** Whether `tag` names a language: `de`, `pt-BR`, `zh_Hans`, `es-419`; of languages with three letters only with a script or a region. */
export function isLanguage(tag: string): boolean {
  const match = /^([a-z]{2}|[a-z]{3}(?=[-_]))([-_]([a-z]{2}|[a-z]{4}|\d{3})){0,2}$/i.exec(tag);
  return match?.[1] !== undefined && (match[1].length === 3 || KNOWN.of(match[1].toLowerCase()) !== undefined);
}
