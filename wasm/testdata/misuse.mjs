// node misuse.mjs WASM_EXEC ENGINE calls the engine in all the wrong ways: each
// must give an error and leave the engine running.
import { start } from './engine.mjs'

const [wasmExec, engine] = process.argv.slice(2)
await start(wasmExec, engine)
const page = new TextEncoder().encode('<html></html>')
for (const args of [[], [undefined], [null], ['feed'], [[null]], [[{}]], [[{ data: 'text' }]], [[]], [[{ data: page }], 7]]) {
  const { error, lists } = kindred.lists(...args)
  if (!error && lists !== '') throw new Error(`no error for ${JSON.stringify(args)}`)
}
const feed = new TextEncoder().encode('{"id":"a","title":"A ferry"}')
const { lists } = kindred.lists([{ data: feed }], null)
if (lists !== '{"id":"a","title":"A ferry","related":[]}\n') throw new Error(`after misuse: ${lists}`)
process.exit(0)
