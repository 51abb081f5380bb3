#!/usr/bin/env node
// Starts the program that npm installed for this machine, as if it had been called itself.
"use strict";

const { spawn } = require("node:child_process");
const os = require("node:os");
const { program } = require("../index.js");

/** The status by which copydesk says that it could not do its work. */
const BROKEN = 2;

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(BROKEN);
}

let path;
try {
  path = program();
} catch (error) {
  fail(error.message);
}
const child = spawn(path, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
child.on("error", (error) => fail(`${path} cannot be started: ${error.message}`));
// Whoever ends this process means the program; Ctrl-C reaches both.
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
process.on("SIGINT", () => {});
child.on("exit", (status, signal) => {
  process.exit(status ?? 128 + os.constants.signals[signal]);
});
