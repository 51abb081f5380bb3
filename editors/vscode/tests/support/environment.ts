// What `tests/run.sh` tells the tests.

/** The value of a variable that must be set. */
export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set: run tests/run.sh`);
  }
  return value;
}
