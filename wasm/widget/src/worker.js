// The engine's worker: reads the feeds, ranks, and keeps what it learned.
import './wasm_exec.js'
import { keep, listsKey, listsPrefix, siteKey } from './store.js'
import { bare } from './url.js'

/**
 * @typedef {import('./store.js').Job & { id: number, page: object, engine: string, version?: string }} Request
 * @typedef {{ url: string, type: string, version: string, data: Uint8Array }} Source
 * @typedef {{ lists: string, list: string, next?: string[], error?: string, warnings: string[] }} Answer
 */

/** A feed with fewer articles is followed to its older pages, this many. */
const short = 50, maxPages = 5

self.onmessage = async ({ data }) => {
  const { id } = data
  try {
    await answer(data, list => postMessage({ id, list }))
  } catch (error) {
    postMessage({ id, error: /** @type {Error} */ (error).message })
  }
  postMessage({ id, end: true })
}

/**
 * @param {Request} request
 * @param {(list: string) => void} tell
 */
async function answer(request, tell) {
  if (request.version === undefined) start(request.engine).catch(() => {}) // while the feeds come
  const sources = await readAll(request.feeds)
  const version = sources.map(source => source.version).join(' ')
  if (version === request.version) {
    await keep('readwrite', store => [store.put({ version, checked: Date.now() }, listsKey(request))])
    return
  }
  const kindred = await start(request.engine)
  const [earlier = ''] = await keep('readonly', store => [store.get(siteKey(request))]) || []
  /** @param {Source[]} feeds @returns {Answer} */
  const rank = feeds => {
    const answer = kindred.lists({ feeds, earlier, page: request.page, options: request.options })
    if (answer.error) throw new Error(answer.error)
    for (const warning of answer.warnings || []) console.debug('Kindred: ' + warning) // what was mended, or left out
    return answer
  }
  const first = rank(sources)
  const few = !earlier && lines(first.lists).length < short
  const empty = !JSON.parse(first.list).related[0]
  if (!(few && empty)) tell(first.list)
  await save(request, first, version)
  const saving = /** @type {any} */ (navigator).connection?.saveData
  if (!few || saving && !empty) return
  const pages = await follow(sources, first.next)
  const whole = pages[0] ? rank([...sources, ...pages]) : first
  if (empty) tell(whole.list)
  if (pages[0]) await save(request, whole, version)
}

/** @param {string} text */
const lines = text => text.split('\n').filter(line => line)

/** @param {string[]} urls */
async function readAll(urls) {
  const results = await Promise.allSettled(urls.map(url => read(url)))
  const sources = results.flatMap(result => result.status === 'fulfilled' ? [result.value] : [])
  for (const result of results) {
    if (result.status === 'rejected') {
      if (!sources[0]) throw result.reason
      console.warn('Kindred: ' + result.reason.message)
    }
  }
  return sources
}

/**
 * Reads a feed; the browser asks only whether it has changed.
 * @param {string} url
 * @returns {Promise<Source>}
 */
async function read(url) {
  let response
  try {
    response = await fetch(url, { cache: 'no-cache' })
  } catch {
    const elsewhere = new URL(url).origin !== self.origin
    throw new Error(`the feed ${url} can't be read` + (elsewhere ? `: it is of another origin. Serve it from ${self.origin}, or with the header Access-Control-Allow-Origin: ${self.origin}; and let the page's Content-Security-Policy allow it (connect-src)` : ''))
  }
  if (!response.ok) throw new Error(`the feed ${url} can't be read: the server answers ${response.status}`)
  const data = new Uint8Array(await response.arrayBuffer())
  const { headers } = response
  return { url: response.url, type: headers.get('Content-Type') || '', version: headers.get('ETag') || headers.get('Last-Modified') || hash(data), data }
}

/** FNV-1a, for feeds that come without a validator. @param {Uint8Array} data */
function hash(data) {
  let h = 0x811c9dc5
  for (const byte of data) h = Math.imul(h ^ byte, 0x01000193)
  return `${h >>> 0}-${data.length}`
}

/**
 * Reads the pages that come after the first: those that a feed names, or those
 * that WordPress has without saying so.
 * @param {Source[]} sources
 * @param {string[]} [next]
 */
async function follow(sources, next = []) {
  /** @type {Source[]} */
  const pages = []
  const [{ url, data }] = sources
  if (!next[0] && /<generator>https?:\/\/wordpress\.org\//.test(new TextDecoder().decode(data.subarray(0, 4096)))) {
    for (let n = 2; n <= maxPages + 1; n++) {
      const page = new URL(url)
      page.searchParams.set('paged', String(n))
      next.push(page.href)
    }
  }
  const seen = new Set(sources.map(source => source.url))
  while (next[0] && pages.length < maxPages) {
    const page = /** @type {string} */ (next.shift())
    if (seen.has(page) || new URL(page).origin !== new URL(url).origin) continue
    seen.add(page)
    try {
      const source = await read(page)
      pages.push(source)
      const { next: more = [] } = self.kindred.lists({ feeds: [source] })
      next.push(...more)
    } catch {
      break // the end
    }
  }
  return pages
}

/**
 * @param {Request} request
 * @param {Answer} answer
 * @param {string} version
 */
function save(request, { lists, list }, version) {
  const documents = self.kindred.documents()
  return keep('readwrite', store => {
    const key = listsKey(request)
    store.delete(IDBKeyRange.bound(key, key + '\uffff'))
    // Those of other engines are of no use any more.
    const all = listsPrefix(request.feeds)
    store.delete(IDBKeyRange.bound(all, all + ENGINE, false, true))
    store.delete(IDBKeyRange.bound(all + ENGINE + '\uffff', all + '\uffff'))
    store.put({ version, checked: Date.now() }, key)
    for (const line of lines(lists)) {
      const { url } = JSON.parse(line)
      if (url) store.put(line, key + bare(url))
    }
    store.put(list, key + bare(request.url))
    store.put(documents, siteKey(request))
    return []
  })
}

/** @type {Promise<Window['kindred']> | undefined} */
let engine

/** Starts the engine, once. @param {string} url */
const start = url => engine ||= run(url)

/** @param {string} url */
async function run(url) {
  const go = new self.Go()
  go.env = { GOGC: '400' } // less garbage collection, for some megabytes more
  go.run(await WebAssembly.instantiate(await compile(url), go.importObject))
  return self.kindred
}

/** @param {string} url */
async function compile(url) {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`the server answers ${response.status}`)
    // A server that does not know the type of .wasm files is no reason to fail.
    return response.headers.get('Content-Type') === 'application/wasm'
      ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer())
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error)
    throw new Error(`the engine ${url} can't run: ${message}` + (name === 'CompileError' ? "; a Content-Security-Policy must have 'wasm-unsafe-eval' in its script-src" : '; are all files of the folder there?'))
  }
}
