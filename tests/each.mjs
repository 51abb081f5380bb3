// Runs tests one after the other, and says how each ended.

/** Runs `tests`, functions by their names, then `end`, and leaves the program: with 1 if one of them failed. */
export async function runEach(tests, end) {
  let failed = 0;
  for (const [name, run] of Object.entries(tests)) {
    try {
      await run();
      console.log(`ok     ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}\n${error.stack}`);
    }
  }
  await end();
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
