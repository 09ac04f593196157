// Where a list comes from, cheapest first: JSON made at build time, then the feed.
import { beside, more } from './script.js'
import { near } from './page.js'

/**
 * @typedef {import('./render.js').List} List
 * @typedef {import('./options.js').Options} Options
 */

/**
 * @param {Element} element
 * @param {Options} options
 * @param {AbortSignal} signal
 * @returns {Promise<List>}
 */
export async function find(element, options, signal) {
  if (options.loading !== 'eager') await near(element, signal)
  if (options.src) {
    const list = await built(options.src)
    if (list) return list
    throw new Error(`${options.src} holds no list for ${location.pathname}`)
  }
  return !options.feed && await probe() || (await more()).list(options)
}

/**
 * Fetches a list, or a map of lists by the page's path.
 * @param {string | URL} source
 * @returns {Promise<List | undefined>}
 */
async function built(source) {
  const response = await fetch(source)
  if (!response.ok) return
  const { pathname } = location
  const path = pathname.replace(/(\/index)?(\.html?)?\/?$/, '')
  try {
    const json = await response.json()
    const ends = ['', '/', '.html', '/index.html']
    const list = [json, json[pathname], ...ends.flatMap(end => [json[path + end], json[decodeURI(path) + end]])].find(list => list?.related || Array.isArray(list))
    return list && { related: list, ...list }
  } catch {
    // A page that says "not found" with a status that says "found".
  }
}

/** How long it is remembered that a site has no lists made at build time: an hour. */
const memory = 36e5

/** Looks where build tools put lists. */
async function probe() {
  const path = location.pathname.replace(/index\.html?$/, '')
  const places = path.endsWith('/') ? [path + 'related.json']
    : /\.html?$/.test(path) ? [path.replace(/\.html?$/, '.related.json')] : [path + '.related.json', path + '/related.json']
  if (beside('.').origin === location.origin) places.push(beside('related.json').pathname)
  const now = Date.now()
  if (Number(remember()) + memory > now) return
  for (const place of new Set(places)) {
    const list = await built(new URL(place, location.href)).catch(() => undefined)
    if (list) {
      remember('0')
      return list
    }
  }
  if (remember() !== '0') remember(String(now))
}

/**
 * When it was last seen that the site has no such lists; '0' if it has some.
 * @param {string} [time]
 */
function remember(time) {
  try {
    if (time) localStorage.kindred = time
    return localStorage.kindred
  } catch {} // storage is forbidden
}
