// Reads reports as other programs do: readers.mjs PROGRAM CACHE.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program, cache] = process.argv.slice(2);
const require = createRequire(`${cache}/`);
const articles = fileURLToPath(new URL('../articles', import.meta.url));

const report = (format) => {
  const run = spawnSync(program, ['lint', '--isolated', '--quiet', '--output-format', format], { cwd: articles, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return run.stdout;
};
const found = JSON.parse(report('json'));

// GitLab: the compiler holds the issues against the types of the Code Climate specification.
const issues = JSON.parse(report('gitlab'));
const source = (value) => `import type { Issue } from 'codeclimate-types';\nexport const issues: Issue[] = ${value};\n`;
const compiles = (value) => {
  const file = join(cache, 'issues.ts');
  writeFileSync(file, source(value));
  const compiler = require.resolve('typescript/lib/tsc.js');
  return spawnSync(process.execPath, [compiler, '--noEmit', '--strict', file], { cwd: cache, encoding: 'utf8' });
};
const compiled = compiles(JSON.stringify(issues, null, 1));
assert.equal(compiled.status, 0, compiled.stdout);
assert.notEqual(compiles('[{ "check_name": 1 }]').status, 0, 'the types are held against something');
assert.equal(issues.length, found.length);
assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length, 'fingerprints are unique');
for (const issue of issues) {
  // What GitLab asks for beyond the specification.
  assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(issue.severity));
  assert.ok(issue.fingerprint && issue.description && issue.location.path && issue.location.lines.begin > 0);
  assert.ok(!issue.location.path.startsWith('./'));
}
console.log(`GitLab: ${issues.length} issues fit the types of Code Climate`);

// Checkstyle: a reader of pull request comments finds each damage in its place.
const { parseCheckstyle } = require('danger-plugin-lint-report/dist/parse/checkstyle_parser.js');
const { xml2js } = require('xml-js');
const violations = parseCheckstyle(xml2js(report('checkstyle')), articles);
assert.deepEqual(
  violations.map(({ file, line, column, severity, message }) => ({ file, line, column, severity, message })),
  found.map(({ path, start, severity, message }) => ({ file: path, line: start.line, column: start.column, severity, message })),
);
console.log(`Checkstyle: ${violations.length} errors are read`);
