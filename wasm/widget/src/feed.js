// Lists from the feed, on a site that has no build step. The engine runs in a worker,
// which ends when it has nothing more to do.
import { absolute, address, article, feeds } from './article.js'
import { keep, listsKey } from './store.js'
import { bare } from './url.js'

export { hint } from './hint.js'
export { adjust, direction, heading, prefetch } from './wishes.js'

/**
 * @typedef {import('./store.js').Job} Job
 * @typedef {import('./options.js').Options} Options
 */

/** How long a feed is taken to stay as it is. */
const fresh = 10 * 60 * 1000

/**
 * The list of an earlier visit, which is brought up to date for the next one, or
 * else a new one.
 * @param {Options} options
 * @returns {Promise<import('./render.js').List>}
 */
export async function list(options) {
  const job = {
    feeds: options.feed ? absolute(options.feed, 'feed') : feeds(),
    url: address(options),
    options: wishes(options),
  }
  if (!job.feeds[0]) throw new Error('the page names no feed: add <link rel="alternate" type="application/rss+xml" href="…"> or feed="…"')
  const known = await recall(job)
  if (!known) {
    await idle()
    return JSON.parse(await ask(job, options))
  }
  if (known.version) idle().then(() => ask(job, options, known.version)).catch(() => {}) // it may be offline
  return JSON.parse(known.list)
}

/** Resolves when the browser has nothing better to do. */
const idle = () => new Promise(done => 'requestIdleCallback' in self ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(done, 50))

/**
 * What the engine understands of the options. What it would not is told, and left out.
 * @param {Options} options
 */
function wishes(options) {
  /** @param {string | undefined} value */
  const number = value => value === 'off' ? -1 : Number(value) || 0
  /** @param {string} name @param {boolean} right @param {string} want */
  const known = (name, right, want) => {
    if (options[name] && !right) console.warn(`Kindred: ${name}="${options[name]}" means nothing; write ${want}`)
    return right
  }
  const { recency = '' } = options, diversity = number(options.diversity)
  return {
    limit: number(options.limit), minScore: number(options['min-score']), excerpt: number(options.excerpt),
    recency: known('recency', /^(auto|news|blog|evergreen)$/.test(recency), 'auto, news, blog or evergreen') ? recency : '',
    diversity: known('diversity', diversity >= 0 && diversity <= 1, 'a number from 0 to 1') ? diversity : 0,
    section: options.section === 'same' ? '' : options.section, sameSection: options.section === 'same',
    exclude: absolute(options['exclude-url'], 'exclude-url'),
  }
}

/**
 * A list of an earlier visit, and the version of the feeds if it is time to ask
 * whether it is still the last.
 * @param {Job} job
 * @returns {Promise<{ list: string, version?: string } | undefined>}
 */
async function recall(job) {
  const [list, about] = await keep('readonly', store => [store.get(listsKey(job) + bare(job.url)), store.get(listsKey(job))]) || []
  return list && about && { list, version: about.checked + fresh < Date.now() ? about.version : undefined }
}

/** @type {Worker | undefined} */
let worker
/** @type {Map<number, { done: (list: string) => void, fail: (error: Error) => void }>} */
const waiting = new Map()
let asked = 0

/**
 * Asks the engine for the page's list.
 * @param {Job} job
 * @param {Options} options
 * @param {string} [version] of the feeds that a list is known of
 * @returns {Promise<string>}
 */
function ask(job, options, version) {
  return new Promise((done, fail) => {
    const id = ++asked
    waiting.set(id, { done, fail })
    try {
      worker ||= start(new URL(WORKER, import.meta.url))
      worker.postMessage({ ...job, id, version, page: article(options), engine: new URL(ENGINE, import.meta.url).href })
    } catch (error) {
      waiting.delete(id)
      fail(/** @type {Error} */ (error))
    }
  })
}

/** @param {URL} url */
function start(url) {
  const worker = url.origin === self.origin ? new Worker(trusted(url.href)) : foreign(url.href)
  worker.onmessage = ({ data: { id, list, error, end } }) => {
    const { done, fail } = waiting.get(id) || {}
    if (error) fail?.(new Error(error))
    else if (list) done?.(list)
    if (end) waiting.delete(id)
    if (!waiting.size) stop()
  }
  worker.onerror = () => {
    for (const { fail } of waiting.values()) fail(new Error(`${url} can't run: is it there, and does the page's Content-Security-Policy allow it (worker-src, script-src)?`))
    waiting.clear()
    stop()
  }
  return worker
}

function stop() {
  worker?.terminate()
  worker = undefined
}

/** @type {{ createScriptURL(url: string): unknown } | undefined} */
let policy

/**
 * An address as Trusted Types want it, by the one policy that a page has to allow.
 * @param {string} url
 * @returns {string}
 */
function trusted(url) {
  if (!self.trustedTypes) return url
  try {
    policy ||= self.trustedTypes.createPolicy('kindred', { createScriptURL: url => url })
  } catch {
    throw new Error("the page's Content-Security-Policy must allow the policy of Trusted Types: trusted-types kindred")
  }
  return /** @type {any} */ (policy.createScriptURL(url))
}

/**
 * A worker must be of the page's own origin: where the script is from elsewhere, a
 * small one is made that loads the rest.
 * @param {string} url
 */
const foreign = url => new Worker(trusted(URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(url)})`]))))
