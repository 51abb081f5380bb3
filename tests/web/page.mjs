// The page that repairs articles: page.mjs FOLDER MODULES BROWSER. FOLDER is what `bindings/web/page/build.sh` made; MODULES holds
// playwright-core and axe-core. It prints `N passed, N failed`, and figures, which nothing is asserted of.

import { open } from "./page/support.mjs";

const [folder, modules, browserPath] = process.argv.slice(2);
const context = await open(folder, modules, browserPath);
const names = ["repair", "intake", "hostile", "offline", "keyboard", "access", "large"];
const wanted = process.env.PAGE_TESTS?.split(",") ?? names;

let [passed, failed] = [0, 0];
for (const name of names.filter((name) => wanted.includes(name))) {
  const tests = (await import(`./page/${name}.mjs`)).default(context);
  for (const [title, run] of Object.entries(tests)) {
    try {
      await run();
      passed += 1;
      console.log(`ok     ${title}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${title}\n${error.stack}`);
    }
    await context.closePages();
  }
}
await context.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
