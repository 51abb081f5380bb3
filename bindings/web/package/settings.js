// Settings as the text of a `copydesk.toml`, which is what the module reads.

/** The text of settings; undefined where there are none. */
export function toml(settings) {
  if (settings === undefined || settings === null || typeof settings === "string") {
    return settings ?? undefined;
  }
  if (typeof settings !== "object" || Array.isArray(settings)) {
    throw new TypeError("settings are an object with the keys of a copydesk.toml, or the text of one");
  }
  return entries(settings).map(([key, value]) => `${JSON.stringify(key)} = ${written(value)}\n`).join("");
}

/** A value as TOML writes it: like JSON, but for tables. */
function written(value) {
  if (Array.isArray(value)) {
    return `[${value.map(written).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${entries(value).map(([key, item]) => `${JSON.stringify(key)} = ${written(item)}`).join(", ")}}`;
  }
  if (typeof value === "string" || typeof value === "boolean" || Number.isInteger(value)) {
    // TOML has no lone surrogates; JSON escapes them.
    return JSON.stringify(value).replaceAll(/\\u(d[89a-f][0-9a-f]{2})/gi, "\\ufffd").replaceAll("\u007f", "\\u007f");
  }
  throw new TypeError(`settings hold texts, whole numbers, true and false, lists and objects, not ${value === null ? "null" : typeof value}`);
}

function entries(object) {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}
