// node decode.mjs WASM_EXEC ENGINE FILE CHARSET… prints what the bytes of the file are
// in every charset, each after its length in bytes.
import { readFileSync } from 'node:fs'
import { start } from './engine.mjs'

const [wasmExec, engine, file, ...charsets] = process.argv.slice(2)
await start(wasmExec, engine)
const bytes = new Uint8Array(readFileSync(file))
for (const charset of charsets) {
  const text = Buffer.from(kindredDecode(charset, bytes))
  await new Promise(done => process.stdout.write(`${text.length}\n`, done))
  await new Promise(done => process.stdout.write(text, done))
}
process.exit(0)
