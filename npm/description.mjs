// What the npm packages say of themselves: version, description, author and licence of Cargo.toml.

import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** What people look for, besides the keywords of Cargo.toml, of which there may be only five. */
const KEYWORDS = ["mdx", "docusaurus", "wordpress", "translation", "mojibake", "repair", "fix"];

/** What all packages say. */
export function description() {
  const answer = execFileSync("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const crate = JSON.parse(answer).packages.find(({ name }) => name === "copydesk");
  return {
    version: crate.version,
    description: crate.description,
    license: `(${crate.license})`,
    author: crate.authors.join(", "),
    keywords: [...crate.keywords, ...KEYWORDS],
    ...(crate.homepage && { homepage: crate.homepage }),
    // npm wants `git+` before an address; publishing with provenance compares it with the workflow's repository.
    ...(crate.repository && { repository: { type: "git", url: `git+${crate.repository}.git` } }),
    publishConfig: { access: "public" },
  };
}
