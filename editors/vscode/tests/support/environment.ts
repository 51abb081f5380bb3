// What `tests/run.sh` tells the tests.

import { readdirSync } from "node:fs";
import path from "node:path";

/** The value of a variable that must be set. */
export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set: run tests/run.sh`);
  }
  return value;
}

/** The folder that the extension was installed into. */
export function installed(): string {
  const extensions = needed("COPYDESK_TEST_EXTENSIONS");
  const name = readdirSync(extensions).find((name) => /^copydesk\.copydesk-\d/.test(name));
  if (name === undefined) {
    throw new Error("the extension is not installed");
  }
  return path.join(extensions, name);
}
