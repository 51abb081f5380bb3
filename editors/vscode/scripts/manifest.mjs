// Writes the settings into package.json: those of the server as it describes them, and those of the extension.
//
//   node scripts/manifest.mjs PROGRAM          writes
//   node scripts/manifest.mjs PROGRAM --check  exits with 1 where package.json is not up to date

import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../package.json");

/** The settings that only the extension reads. */
const own = {
  "copydesk.path": {
    type: "string",
    default: "",
    scope: "machine-overridable",
    markdownDescription:
      "The copydesk program to use instead of the one bundled with the extension. `~` is your home folder; a relative path starts at the open folder.",
  },
  "copydesk.trace.server": {
    type: "string",
    enum: ["messages", "verbose"],
    default: "messages",
    scope: "window",
    markdownDescription: "How much of the communication between editor and server is logged when the log level is *Trace*.",
  },
};

/** The text of package.json as it should be. */
export async function upToDate(program) {
  const manifest = JSON.parse(await readFile(file, "utf8"));
  const served = JSON.parse(execFileSync(program, ["config", "schema", "--editor"], { encoding: "utf8" }));
  const before = JSON.stringify(manifest.contributes.configuration.properties);
  manifest.contributes.configuration.properties = { ...(served.properties ?? served), ...own };
  const isSame = JSON.stringify(manifest.contributes.configuration.properties) === before;
  return { isSame, text: `${JSON.stringify(manifest, null, 2)}\n` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program, check] = process.argv.slice(2);
  if (program === undefined) {
    console.error("usage: node scripts/manifest.mjs PROGRAM [--check]");
    process.exit(2);
  }
  const { isSame, text } = await upToDate(program);
  if (check === "--check") {
    if (!isSame) {
      console.error("the settings in package.json are not those of copydesk: run `npm run manifest -- PROGRAM`");
      process.exit(1);
    }
  } else {
    await writeFile(file, text);
  }
}
