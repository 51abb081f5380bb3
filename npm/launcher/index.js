// Finds the copydesk that npm installed for this machine.
"use strict";

const platforms = require("./platforms.json");

/** Whether this is a Linux whose C library is glibc. */
function hasGlibc() {
  // The report would look up the names of open connections, which can take seconds.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/** The packages that may run on this machine. */
function candidates() {
  return platforms.filter(({ os, cpu }) => os === process.platform && cpu === process.arch);
}

/** The path of a platform's program, or undefined where its package is not installed. */
function installed({ name }) {
  try {
    return require.resolve(`@copydesk/${name}/bin/${process.platform === "win32" ? "copydesk.exe" : "copydesk"}`);
  } catch {
    return undefined;
  }
}

/**
 * The path of the program `copydesk`.
 * @returns {string} an absolute path
 * @throws {Error} where there is none for this machine; its message says what to do
 */
function program() {
  const fitting = candidates();
  if (fitting.length === 0) {
    throw new Error(
      `copydesk has no npm package for ${process.platform} on ${process.arch}; build it with cargo install copydesk`,
    );
  }
  const found = fitting.filter(installed);
  if (found.length === 0) {
    throw new Error(
      `the package @copydesk/${fitting[0].name} is not installed; install copydesk again without --omit=optional and --no-optional`,
    );
  }
  // Package managers that do not know `libc` install both. To ask for it takes long, and is seldom needed.
  const wanted = found.length > 1 && (hasGlibc() ? "glibc" : "musl");
  return installed(found.find(({ libc }) => libc === wanted) ?? found[0]);
}

module.exports = { program };
