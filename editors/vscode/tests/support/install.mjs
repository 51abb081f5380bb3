// Packs the extension, one that asserts through the API and one that gives a virtual workspace, and installs all for the tests.
//
//   node tests/support/install.mjs FOLDER      the VSIXes are kept there

import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { pack } from "../../scripts/package.mjs";

const tests = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const folder = path.resolve(process.argv[2] ?? ".");

const vsce = path.join(tests, "../node_modules/@vscode/vsce/vsce");
const own = ["api", "files"].map((name) => {
  const vsix = path.join(folder, `${name}.vsix`);
  const options = ["--allow-missing-repository", "--skip-license", "--no-dependencies", "--out", vsix];
  execFileSync(process.execPath, [vsce, "package", ...options], { cwd: path.join(tests, name), stdio: ["ignore", "ignore", "inherit"] });
  return vsix;
});
const first = await pack({ program: process.env.COPYDESK, target: `linux-${process.arch}`, file: path.join(folder, "copydesk.vsix"), core: process.env.COPYDESK_CORE || undefined });

for (const vsix of [first, ...own]) {
  const folders = ["--user-data-dir", path.join(folder, "data"), "--extensions-dir", process.env.COPYDESK_TEST_EXTENSIONS];
  const env = { ...process.env, HOME: folder };
  execFileSync(process.execPath, [process.env.CODE_SERVER, ...folders, "--force", "--install-extension", vsix], { env, stdio: "inherit" });
}
