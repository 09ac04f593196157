// node misuse.mjs WASM_EXEC ENGINE calls the engine in all the wrong ways: each
// must give an error and leave the engine running.
import { start } from './engine.mjs'

const [wasmExec, engine] = process.argv.slice(2)
await start(wasmExec, engine)
const page = new TextEncoder().encode('<html></html>')
const misuses = [[], [undefined], [null], ['feed'], [[]], [{}]]
for (const feeds of [null, 'feed', {}, [null], [{}], [{ data: 'text' }], [{ data: page }]]) misuses.push([{ feeds }])
for (const args of misuses) {
  const { error } = kindred.lists(...args)
  if (!error) throw new Error(`no error for ${JSON.stringify(args)}`)
}
const feeds = [{ data: new TextEncoder().encode('{"id":"a","title":"A ferry"}') }]
for (const rest of [{}, { options: null, page: null, earlier: null }, { options: 7, page: 'x', earlier: [1] }, { options: { exclude: [1], neverTags: 'x' }, page: { tags: 3 }, earlier: 'no JSON\n{}' }]) {
  const { lists, list } = kindred.lists({ feeds, ...rest })
  if (lists !== '{"id":"a","title":"A ferry","related":[]}\n' || list) throw new Error(`with ${JSON.stringify(rest)}: ${lists} ${list}`)
}
kindred.lists({ feeds })
const documents = kindred.documents()
if (documents !== '{"id":"a","title":"A ferry"}\n') throw new Error(`documents: ${documents}`)
process.exit(0)
