// node lists.mjs WASM_EXEC ENGINE OPTIONS FEED… prints the lists, one a line.
import { readFile } from 'node:fs/promises'
import { start } from './engine.mjs'

const [wasmExec, engine, options, ...files] = process.argv.slice(2)
await start(wasmExec, engine)
const feeds = await Promise.all(files.map(async file => ({ data: new Uint8Array(await readFile(file)) })))
const { lists, warnings, error } = kindred.lists({ feeds, options: JSON.parse(options) })
if (error) {
  console.error(error)
  process.exit(1)
}
for (const warning of warnings) console.error(warning)
await new Promise(done => process.stdout.write(lists, done))
process.exit(0)
