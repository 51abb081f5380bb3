// What can be tested without an editor.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { patterns } from "../src/articles/flavors.ts";
import { across, block, flipped, whole } from "../src/original/lines.ts";
import { paragraphs } from "../src/preview/lines.ts";
import { frame, page } from "../src/preview/page.ts";
import { replacement } from "../src/repairs/edit.ts";
import { Ends, MOST_ENDS, SPAN } from "../src/server/ends.ts";
import { findProgram, type Surroundings } from "../src/server/lookup.ts";
import { isProblem } from "../src/running/problems.ts";
import { GRACE, PATIENCE, Watchdog } from "../src/server/silence.ts";
import { after, behind, carried, type Damage, inWords, moved } from "../src/walk/damage.ts";

/** A machine that has just these programs. */
function machine(programs: string[], other: Partial<Surroundings> = {}): Surroundings {
  return {
    trusted: true,
    setting: "",
    workspaceFolder: "/desk",
    home: "/home/ada",
    extensionFolder: "/ext",
    searchPath: "/usr/bin:relative:/opt/bin",
    platform: "linux",
    isProgram: (file) => programs.includes(file),
    ...other,
  };
}

const BUNDLED = "/ext/server/copydesk";
const IN_PATH = "/opt/bin/copydesk";

/** The path that is found, or the message. */
function found(around: Surroundings): string {
  const program = findProgram(around);
  return isProblem(program) ? program.message : program.path;
}

test("the setting beats the bundled program, and that beats PATH", () => {
  assert.equal(found(machine(["/my/copydesk", BUNDLED, IN_PATH], { setting: "/my/copydesk" })), "/my/copydesk");
  assert.equal(found(machine([BUNDLED, IN_PATH])), BUNDLED);
  assert.equal(found(machine([IN_PATH])), IN_PATH);
});

test("a setting may be relative, or start in the home folder", () => {
  assert.equal(found(machine(["/desk/bin/copydesk"], { setting: "bin/copydesk" })), "/desk/bin/copydesk");
  assert.equal(found(machine(["/desk/x"], { setting: "${workspaceFolder}/x" })), "/desk/x");
  assert.equal(found(machine(["/home/ada/copydesk"], { setting: " ~/copydesk " })), "/home/ada/copydesk");
  assert.equal(found(machine(["/home/ada/x"], { setting: "x", workspaceFolder: undefined })), "/home/ada/x");
});

test("a setting that names nothing is said, and not passed over", () => {
  assert.match(found(machine([BUNDLED], { setting: "/gone/copydesk" })), /points to \/gone\/copydesk, but there is no program/);
});

test("without trust only the bundled program is run", () => {
  const untrusted = { trusted: false, setting: "/my/copydesk" };
  assert.equal(found(machine(["/my/copydesk", BUNDLED, IN_PATH], untrusted)), BUNDLED);
  assert.match(found(machine(["/my/copydesk", IN_PATH], untrusted)), /Trust the folder/);
});

test("a relative folder in PATH is not searched", () => {
  assert.match(found(machine(["relative/copydesk"])), /was not found/);
});

test("on Windows the program ends in .exe", () => {
  const windows = machine(["/ext/server/copydesk.exe"], { platform: "win32" });
  assert.equal(found(windows), "/ext/server/copydesk.exe");
});

test("the fifth end within three minutes is one too many", () => {
  const ends = new Ends();
  const times = [0, 1, 2, 3, 4].map((number) => number * 1_000);
  assert.deepEqual(times.map((time) => ends.add(time)), [false, false, false, false, true]);
  ends.forget();
  assert.equal(ends.add(5_000), false);
});

test("ends that are long ago do not count", () => {
  const ends = new Ends();
  for (let number = 0; number < 4 * MOST_ENDS; number += 1) {
    assert.equal(ends.add((number * SPAN) / (MOST_ENDS - 1)), false, `end ${number}`);
  }
});

/** A watchdog with a clock that is turned by hand. */
async function watched(isAlive: () => Promise<unknown>, steps: (watchdog: Watchdog, wait: (time: number) => Promise<void>) => Promise<void>) {
  mock.timers.enable({ apis: ["setTimeout"] });
  let silences = 0;
  try {
    const watchdog = new Watchdog(isAlive, () => (silences += 1));
    await steps(watchdog, async (time) => {
      mock.timers.tick(time);
      // Promises that settle now are followed before the clock goes on.
      for (let turn = 0; turn < 10; turn += 1) {
        await Promise.resolve();
      }
    });
  } finally {
    mock.timers.reset();
  }
  return silences;
}

const never = () => new Promise<never>(() => {});

test("a server that answers nothing is silent, and that is said once", async () => {
  const silences = await watched(never, async (watchdog, wait) => {
    void watchdog.watch(never());
    void watchdog.watch(never());
    await wait(PATIENCE);
    await wait(GRACE);
    await wait(10 * (PATIENCE + GRACE));
  });
  assert.equal(silences, 1);
});

test("long work is no silence while the server answers other requests", async () => {
  let asked = 0;
  const isAlive = () => {
    asked += 1;
    return Promise.reject(new Error("no such method"));
  };
  const silences = await watched(isAlive, async (watchdog, wait) => {
    void watchdog.watch(never());
    for (let turn = 0; turn < 5; turn += 1) {
      await wait(PATIENCE);
      await wait(GRACE);
    }
  });
  assert.equal(silences, 0);
  assert.ok(asked >= 4, `asked ${asked} times`);
});

test("an answer to another request is a sign of life", async () => {
  const silences = await watched(never, async (watchdog, wait) => {
    let answer!: (value: string) => void;
    void watchdog.watch(never());
    void watchdog.watch(new Promise((resolve) => (answer = resolve)));
    await wait(PATIENCE);
    answer("late");
    await wait(GRACE);
  });
  assert.equal(silences, 0);
});

test("without open requests nobody is asked", async () => {
  let asked = 0;
  const silences = await watched(async () => (asked += 1), async (watchdog, wait) => {
    await watchdog.watch(Promise.resolve());
    await wait(10 * (PATIENCE + GRACE));
  });
  assert.deepEqual([silences, asked], [0, 0]);
});

test("a watchdog that was stopped says nothing", async () => {
  const silences = await watched(never, async (watchdog, wait) => {
    void watchdog.watch(never());
    await wait(PATIENCE);
    watchdog.stop();
    await wait(10 * GRACE);
  });
  assert.equal(silences, 0);
});

test("extensions and globs of [flavors] become globs of the editor", () => {
  const settings = '[flavors]\nnjk = "html"\n".erb" = "html"\n"wiki/**" = "text"\n"/notes/" = "markdown"\n"*.tpl" = "html"\n';
  assert.deepEqual(patterns(settings).map(({ glob, flavor }) => [glob, flavor]), [
    ["wiki/**", "text"],
    ["wiki/**/**", "text"],
    ["notes", "markdown"],
    ["notes/**", "markdown"],
    ["**/*.tpl", "html"],
    ["**/*.tpl/**", "html"],
    ["**/*.erb", "html"],
    ["**/*.njk", "html"],
  ]);
});

test("settings that make no sense add no files", () => {
  for (const settings of ["", "[flavors", 'flavors = "html"', "[flavors]\nnjk = 3", '[flavors]\nnjk = "pdf"']) {
    assert.deepEqual(patterns(settings), [], settings);
  }
});

test("the least is replaced", () => {
  assert.deepEqual(replacement("a < b >x", "a <b>x"), { start: 3, end: 6, text: "b" });
  assert.deepEqual(replacement("same", "same"), undefined);
  assert.deepEqual(replacement("", "new"), { start: 0, end: 0, text: "new" });
  assert.deepEqual(replacement("aaa", "aa"), { start: 2, end: 3, text: "" });
});

test("no pair of surrogates is torn apart", () => {
  for (const [before, after] of [["x😀y", "x😁y"], ["😀", ""], ["a😀", "a😀😀"], ["𐀀", "𠀀"]] as const) {
    const change = replacement(before, after);
    assert.ok(change);
    assert.equal(before.slice(0, change.start) + change.text + before.slice(change.end), after);
    for (const text of [before.slice(0, change.start), change.text, before.slice(change.end)]) {
      // It throws where half a pair stands alone.
      assert.doesNotThrow(() => encodeURIComponent(text), `${before} → ${after}`);
    }
  }
});

const ASSETS = { script: "s.js", style: "s.css", base: 'https://local/a"b/', localSource: "https://local", nonce: "n0nce", loadsPictures: false };

test("a preview's policy lets the page's own script run and nothing else", () => {
  const policy = /content="([^"]*)"/.exec(page(ASSETS))?.[1] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'nonce-n0nce'(;|$)/);
  assert.match(policy, /form-action 'none'/);
  assert.equal(page(ASSETS).match(/sandbox="allow-same-origin"/g)?.length, 2);
});

test("a preview loads nothing from other servers before it is allowed to", () => {
  const policy = (assets: typeof ASSETS) => /content="([^"]*)"/.exec(page(assets))?.[1] ?? "";
  assert.doesNotMatch(policy(ASSETS), /https:(?!\/\/local)/);
  assert.match(page(ASSETS), /<button type="button">Load Pictures<\/button>/);
  const allowed = { ...ASSETS, loadsPictures: true };
  assert.match(policy(allowed), /img-src https:\/\/local https: data: blob:; /);
  assert.match(policy(allowed), /media-src https:\/\/local https:; /);
  assert.doesNotMatch(page(allowed), /Load Pictures/);
});

test("an article cannot leave the base that it is given", () => {
  const text = frame('<base href="https://elsewhere/"><p>x', "html", { base: ASSETS.base, style: "" });
  assert.ok(text.startsWith('<!DOCTYPE html><base href="https://local/a&quot;b/">'));
});

test("each line of an unbroken text is a paragraph, but rows, items and code stay together", () => {
  const long = "x".repeat(130);
  const text = ["Title", long, "- one", "- two", "A | B", "---|---", "1 | 2", "End", "```", "a", "b", "```"].join("\n");
  const { markdown, lines } = paragraphs(text);
  assert.equal(markdown, ["Title", "", long, "", "- one", "- two", "", "A | B", "---|---", "1 | 2", "", "End", "", "```", "a", "b", "```"].join("\n"));
  assert.equal(lines[7], 11);
  assert.equal(paragraphs("Title\nA line that is broken\nby hand").markdown, "Title\nA line that is broken\nby hand");
});

const edit = (from: [number, number], to: [number, number], newText: string) => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  newText,
});

test("places move with the text around them", () => {
  const place = (line: number, character: number) => ({ line, character });
  assert.deepEqual(moved(place(1, 2), edit([1, 2], [1, 4], "long")), place(1, 2));
  assert.deepEqual(moved(place(1, 3), edit([1, 2], [1, 4], "long")), place(1, 2));
  assert.deepEqual(moved(place(1, 9), edit([1, 2], [1, 4], "long")), place(1, 11));
  assert.deepEqual(moved(place(1, 9), edit([1, 2], [1, 4], "a\nbc")), place(2, 7));
  assert.deepEqual(moved(place(5, 9), edit([1, 2], [3, 4], "")), place(3, 9));
});

test("a walk goes on behind what is left, and at what a repair brings to light", () => {
  const at = { line: 2, character: 4 };
  const damage = { range: { start: at, end: { line: 2, character: 8 } } } as Damage;
  const round = { began: null, wrapped: false };
  const top = { position: { line: 0, character: 0 }, passed: 0, mended: [], ...round };
  const once = behind(damage, top);
  assert.deepEqual(once, { position: at, passed: 1, mended: [], ...round });
  assert.equal(behind(damage, once).passed, 2);
  assert.deepEqual(after(damage, [edit([2, 4], [2, 8], "x")], top), { position: at, passed: 0, mended: [], ...round });
  assert.equal(after(damage, [edit([1, 0], [1, 0], "x")], once), once, "what was skipped stays so");
  const there = carried(once, { edits: [edit([1, 0], [2, 0], "")], mended: [at] });
  assert.deepEqual(there, { position: { line: 1, character: 4 }, passed: 1, mended: [{ line: 1, character: 4 }], ...round });
  const begun = carried({ ...top, began: { line: 9, character: 1 } }, { edits: [edit([1, 0], [2, 0], "")], mended: [] });
  assert.deepEqual(begun.began, { line: 8, character: 1 }, "where it began moves with the text");
});

test("what needs a person is told from what can be mended", () => {
  assert.equal(inWords({ safe: 2, likely: 1, person: 1 }), "3 to repair, 1 for you");
  assert.equal(inWords({ safe: 0, likely: 0, person: 1 }), "1 for you");
  assert.equal(inWords({ safe: 0, likely: 0, person: 0 }), "No damage");
});

test("lines between two that belong together are as far from both on each side", () => {
  const pairs = whole([[0, 0], [4, 8], [8, 10]], [12, 20]);
  assert.deepEqual([0, 2, 4, 5, 6, 8, 10, 12, 99].map((line) => across(pairs, line)), [0, 4, 8, 8, 9, 10, 15, 20, 20]);
  assert.deepEqual([0, 8, 9, 10, 15].map((line) => across(flipped(pairs), line)), [0, 4, 6, 8, 10]);
  assert.deepEqual([0, 5, 11, 12].map((line) => block(pairs, line)), [[0, 8], [8, 10], [10, 20], undefined]);
});

test("the ends of two articles belong together, whatever is known of their lines", () => {
  assert.deepEqual(whole([], [3, 6]), [[0, 0], [3, 6]]);
  assert.deepEqual(whole([[0, 5], [2, 7]], [3, 8]), [[0, 0], [0, 5], [2, 7], [3, 8]]);
  assert.equal(across(whole([[0, 5]], [3, 8]), 0), 5);
  // Lines were deleted since it was asked.
  assert.deepEqual(whole([[0, 0], [4, 8], [8, 10]], [6, 9]), [[0, 0], [4, 8], [6, 9]]);
});
