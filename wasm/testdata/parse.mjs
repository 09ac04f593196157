// node parse.mjs WASM_EXEC ENGINE FILES prints what every file was read as, each
// after its name; FILES is a file with their names, one a line.
import { readFileSync } from 'node:fs'
import { start } from './engine.mjs'

const [wasmExec, engine, files] = process.argv.slice(2)
await start(wasmExec, engine)
for (const file of readFileSync(files, 'utf8').split('\n')) {
  const text = kindredParse({ data: new Uint8Array(readFileSync(file)), url: 'https://example.org/feeds/feed' })
  await new Promise(done => process.stdout.write(`file ${file}\n${text}`, done))
}
process.exit(0)
