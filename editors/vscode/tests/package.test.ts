// What is packed, and what the manifest says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

// @ts-expect-error: a script has no types
import { page } from "../scripts/package.mjs";
import { ROOT } from "./support/articles.ts";
import { installed, needed } from "./support/environment.ts";

const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

/** Whether the core was packed, without which there is no entry for the Web. */
const hasCore = (process.env["COPYDESK_CORE"] ?? "") !== "";

test("the sources have no type errors", () => {
  const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "--noEmit", "--project", ROOT], { stdio: "inherit" });
});

test("the settings in package.json are those of copydesk", () => {
  const check = path.join(ROOT, "scripts/manifest.mjs");
  execFileSync(process.execPath, [check, needed("COPYDESK"), "--check"], { stdio: "inherit" });
});

test("nothing is packed that does not belong into the extension", () => {
  const expected = ["CHANGELOG.md", "LICENSE.txt", "README.md", "dist", "media", "package.json", "pictures", "server"];
  const packed = readdirSync(installed()).filter((name) => !name.startsWith(".")).map((name) => {
    return name.replace(/^(readme|changelog)\.md$/, (lower) => expected.find((file) => file.toLowerCase() === lower) ?? lower);
  });
  assert.deepEqual(packed.sort(), expected);
  const onWeb = hasCore ? ["copydesk.wasm", "web.cjs"] : [];
  assert.deepEqual(readdirSync(path.join(installed(), "dist")).sort(), ["THIRD-PARTY.txt", "extension.cjs", ...onWeb].sort());
  assert.deepEqual(readdirSync(path.join(installed(), "server")), ["copydesk"]);
});

test("the licences of all that is packed come along", () => {
  const licences = readFileSync(path.join(installed(), "dist/THIRD-PARTY.txt"), "utf8");
  for (const name of ["vscode-languageclient", "clap", "serde_json", ...(hasCore ? ["wasm-bindgen"] : [])]) {
    assert.match(licences, new RegExp(`^${name} \\d`, "m"));
  }
});

test("the program that comes along may be run", () => {
  const program = path.join(installed(), "server/copydesk");
  accessSync(program, constants.X_OK);
  assert.match(execFileSync(program, ["--version"], { encoding: "utf8" }), /^copydesk \d/);
});

test("the manifest names the entries that are packed, and virtual workspaces where there is one for them", () => {
  const packed = JSON.parse(readFileSync(path.join(installed(), "package.json"), "utf8"));
  assert.equal(packed.main, manifest.main);
  assert.equal(packed.browser, hasCore ? manifest.browser : undefined);
  assert.equal(packed.capabilities.virtualWorkspaces.supported, hasCore ? "limited" : false);
});

test("the package for the Web has the core, and neither a program nor the entry that runs one", { skip: !hasCore && "the core was not built" }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "copydesk-web-"));
  const vsix = path.join(folder, "web.vsix");
  try {
    execFileSync(process.execPath, [path.join(ROOT, "scripts/package.mjs"), "web", vsix, "--core", needed("COPYDESK_CORE")], { stdio: ["ignore", "ignore", "inherit"] });
    // The names in an archive are not compressed.
    const listed = [...new Set(readFileSync(vsix).toString("latin1").match(/extension\/[\w./-]+?(?=PK|[^\w./-])/g))];
    const dist = listed.filter((name) => name.startsWith("extension/dist/")).sort();
    assert.deepEqual(dist, ["THIRD-PARTY.txt", "copydesk.wasm", "web.cjs"].map((name) => `extension/dist/${name}`));
    assert.deepEqual(listed.filter((name) => name.startsWith("extension/server")), []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("every file that the manifest and the README name is packed", () => {
  const named = [manifest.main, ...(hasCore ? [manifest.browser] : []), manifest.icon, ...manifest.contributes.walkthroughs.flatMap(
    ({ steps }: { steps: { media: { image: string } }[] }) => steps.map(({ media }) => media.image),
  )];
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  named.push(...[...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file]) => file));
  assert.ok(named.length > 5);
  named.push(...manifest.contributes.viewsContainers.panel.map(({ icon }: { icon: string }) => icon));
  for (const file of named) {
    assert.ok(existsSync(path.join(installed(), file)), `${file} is missing`);
  }
});

test("the page of the extension shows no picture that an editor would leave out", () => {
  const readme = "One\n\n![A picture](pictures/a.png)\n\nTwo\n";
  assert.equal(page(readme, ""), "One\n\nTwo\n");
  assert.equal(page(readme, "https://copydesk.example/"), "One\n\n![A picture](https://copydesk.example/vscode/pictures/a.png)\n\nTwo\n");
  const [name] = readdirSync(installed()).filter((name) => /^readme\.md$/i.test(name));
  assert.doesNotMatch(readFileSync(path.join(installed(), name ?? ""), "utf8"), /!\[[^\]]*\]\((?!https:)/);
});

test("every command in a menu or a walkthrough is a command", () => {
  const commands = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
  const text = JSON.stringify([manifest.contributes.menus, manifest.contributes.walkthroughs]);
  const used = [...text.matchAll(/(?:"command":"|command:)(copydesk\.\w+)/g)].map(([, command]) => command);
  assert.ok(used.length > 5);
  assert.deepEqual(used.filter((command) => !commands.has(command)), []);
});

test("pictures are small", () => {
  for (const folder of ["media", "media/walkthrough", "pictures"]) {
    for (const name of readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith(".png"))) {
      const { size } = statSync(path.join(ROOT, folder, name));
      // The moving picture is many.
      assert.ok(size < (name === "walk.png" ? 400_000 : 250_000), `${folder}/${name} has ${size} bytes`);
    }
  }
});
