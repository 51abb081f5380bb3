// Makes articles of MDX, lets copydesk repair them, and compiles each before and after.
// Usage: compile.mjs PROGRAM MODULES FOLDER
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [program, modules, folder] = process.argv.slice(2)
const require = createRequire(join(resolve(modules), 'x.js'))
const load = async name => import(pathToFileURL(require.resolve(name)))
const { compile } = await load('@mdx-js/mdx')
const plugins = ['remark-frontmatter', 'remark-gfm', 'remark-directive']
const remarkPlugins = await Promise.all(plugins.map(async name => (await load(name)).default))

// Well-formed blocks, and damages that copydesk mends without asking.
const good = [
  "import Tide from './tide.mjs'", 'export const quay = 1 < 2', '# The **pier**', 'A [map](/map "Harbour") and `a < b`.',
  '<Tabs groupId="port">\n  <Tab value="a">\n\n  **North** quay\n\n  </Tab>\n</Tabs>', '- one\n- two {1 + 1}\n  - three',
  '| a | b |\n|---|---|\n| `x` | <b>y</b> |', '```js {1}\nlet a = "<b>"\n```', '{/* a note */}', '<br />', '> quoted *text*',
  ':::note[Ice]\nDo not moor.\n:::', '<>\n  A fragment\n</>', '<Tide.Table rows={[1, 2]} {...quay} />', '$a \\< b$ \\{c\\}',
  '<p>It&rsquo;s <em>open</em>.</p>', '[^1] and more\n\n[^1]: A note.', '<img src="a.png" alt="" />', '<details>\n<summary>More</summary>\n\nText\n\n</details>',
]
const damaged = [
  'It costs <5% now.', 'x << 2 and 3 <= 4', '< b >word< / b >', '** bold **', '[text] (/url)', 'One&nbsp two & eacute ;', 'a<br>b', '<img src=“a.png” alt=“”>',
  '<p>x</p', '<strong>y</ strong>', 'caf\u00c3\u00a9', 'a\u0007b', 'zero\u200bwidth', '＜em＞z＜/em＞', '&lt;b&gt;w&lt;/b&gt;', '<b>v</b></b>', '{ { tide } }',
  ': : : tip\nText\n: : :', '#Heading', '`` ` code ` ``', '<!-- note -->', '</div>', '<li>one', 'https: // example.org/a',
]
const signs = ['', '', '\n\n', ' ', '\n', '\u00a0', '\u3000', '<', '{', '}', '*', '\u200b', '\r\n', '\t', '    ', '> ', '- ']

// Marsaglia's xorshift: the same articles each time.
let state = 1n
const next = count => {
  state ^= (state << 13n) & 0xffffffffffffffffn
  state ^= state >> 7n
  state ^= (state << 17n) & 0xffffffffffffffffn
  return Number(state % BigInt(count))
}
const pick = list => list[next(list.length)]
const article = () => {
  const blocks = Array.from({ length: 1 + next(5) }, () => (next(3) ? pick(good) : pick(damaged)))
  return blocks.map(block => block + (next(4) ? '\n\n' : pick(signs))).join('')
}

mkdirSync(folder, { recursive: true })
const count = Number(process.env.COPYDESK_MDX_ARTICLES ?? 1500)
const before = new Map()
for (let number = 0; number < count; number++) {
  const name = `${number}.mdx`
  before.set(name, article())
  writeFileSync(join(folder, name), before.get(name))
}
const run = spawnSync(program, ['lint', '--isolated', '--fix', '--quiet', folder], { encoding: 'utf8', maxBuffer: 1 << 30 })
if (![0, 1].includes(run.status)) throw new Error(`copydesk ends with ${run.status}: ${run.stderr}`)

const problem = async text => {
  try {
    await compile(text, { remarkPlugins })
  } catch (error) {
    return error.message
  }
}
let [whole, mended, same, failed] = [0, 0, 0, 0]
for (const name of readdirSync(folder)) {
  const [old, fixed] = [before.get(name), readFileSync(join(folder, name), 'utf8')]
  if (old === fixed) {
    same++
    continue
  }
  const [was, is] = [await problem(old), await problem(fixed)]
  if (was === undefined && is !== undefined) {
    failed++
    console.log(`no longer compiles (${is}): ${JSON.stringify(old)} became ${JSON.stringify(fixed)}`)
  }
  whole += was === undefined ? 1 : 0
  mended += was !== undefined && is === undefined ? 1 : 0
}
console.log(`${count} articles: ${count - same} repaired, of which ${whole} compiled before and ${mended} compile only now`)
if (count - same < count / 10 || mended < 1) {
  console.log('too few were repaired for this to say anything')
  failed++
}
console.log(`${failed ? 0 : 1} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
