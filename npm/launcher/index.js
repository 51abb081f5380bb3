// Finds the copydesk that npm installed for this machine.
"use strict";

const platforms = require("./platforms.json");

/** Whether this is a Linux whose C library is glibc. */
function hasGlibc() {
  // The report would look up the names of open connections, which can take seconds.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/** The packages that run on this machine, the best first: a program for musl is linked statically and runs on glibc too. */
function candidates() {
  const fitting = platforms.filter(({ os, cpu }) => os === process.platform && cpu === process.arch);
  if (process.platform !== "linux") return fitting;
  const [glibc, musl] = ["glibc", "musl"].map((libc) => fitting.filter((platform) => platform.libc === libc));
  return hasGlibc() ? [...glibc, ...musl] : musl;
}

/**
 * The path of the program `copydesk`.
 * @returns {string} an absolute path
 * @throws {Error} where there is none for this machine; its message says what to do
 */
function program() {
  const names = candidates().map(({ name }) => `@copydesk/${name}`);
  const file = process.platform === "win32" ? "copydesk.exe" : "copydesk";
  for (const name of names) {
    try {
      return require.resolve(`${name}/bin/${file}`);
    } catch {
      // It is not installed; the next may be.
    }
  }
  if (names.length === 0) {
    throw new Error(
      `copydesk has no npm package for ${process.platform} on ${process.arch}; build it with cargo install copydesk`,
    );
  }
  throw new Error(
    `the package ${names[0]} is not installed; install copydesk again without --omit=optional and --no-optional`,
  );
}

module.exports = { program };
