// Runs the engine under Node: node lists.mjs WASM_EXEC ENGINE OPTIONS FEED…
// prints the lists, one a line.
import { webcrypto } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

globalThis.crypto ??= webcrypto // Node 18 has it, but not there

const [wasmExec, engine, options, ...files] = process.argv.slice(2)
await import(pathToFileURL(wasmExec))
const go = new Go()
const { instance } = await WebAssembly.instantiate(await readFile(engine), go.importObject)
go.run(instance) // resolves when the program ends, which is never
const feeds = await Promise.all(files.map(async file => ({ data: new Uint8Array(await readFile(file)) })))
const { lists, warnings, error } = kindred.lists(feeds, JSON.parse(options))
if (error) {
  console.error(error)
  process.exit(1)
}
for (const warning of warnings) console.error(warning)
await new Promise(done => process.stdout.write(lists, done))
process.exit(0)
