// What is packed, and what the manifest says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

// @ts-expect-error: a script has no types
import { page } from "../scripts/package.mjs";
import { ROOT } from "./support/articles.ts";
import { needed } from "./support/environment.ts";

const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

/** The folder that the VSIX was installed into. */
function installed(): string {
  const extensions = needed("COPYDESK_TEST_EXTENSIONS");
  const name = readdirSync(extensions).find((name) => name.startsWith(`copydesk.copydesk-${manifest.version}`));
  assert.ok(name, "the extension is not installed");
  return path.join(extensions, name);
}

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
  assert.deepEqual(readdirSync(path.join(installed(), "dist")).sort(), ["THIRD-PARTY.txt", "extension.cjs"]);
  assert.deepEqual(readdirSync(path.join(installed(), "server")), ["copydesk"]);
});

test("the program that comes along may be run", () => {
  const program = path.join(installed(), "server/copydesk");
  accessSync(program, constants.X_OK);
  assert.match(execFileSync(program, ["--version"], { encoding: "utf8" }), /^copydesk \d/);
});

test("every file that the manifest and the README name is packed", () => {
  const named = [manifest.main, manifest.icon, ...manifest.contributes.walkthroughs.flatMap(
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
