// Where a list comes from, cheapest first: JSON made at build time, then the feed.
import { beside, more } from './script.js'
import { near } from './page.js'
import { make } from './render.js'

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
  const page = /** @type {HTMLAnchorElement} */ (make('a', { href: options.url || location.href }))
  const { pathname } = page.origin === location.origin ? page : location
  if (options.src) {
    const list = await built(options.src, pathname)
    if (list) return list
    throw new Error(`${options.src} can't be read, or has no list for ${pathname}`)
  }
  return !options.feed && await (probed[pathname] ||= probe(pathname)) || (await more()).list(options)
}

/**
 * Fetches a list, or a map of lists by the page's path. Nothing is also what comes of
 * a page that says "not found" with a status that says "found".
 * @param {string} source
 * @param {string} path
 * @returns {Promise<List | undefined>}
 */
async function built(source, path) {
  try {
    const response = await fetch(source)
    if (!response.ok) return
    const json = await response.json()
    const key = Object.keys(json).find(key => plainPath(key) === plainPath(path))
    const list = [json, json[path], json[key || '']].find(list => list?.related || Array.isArray(list))
    return list && { related: list, ...list }
  } catch {}
}

/** A path without what may be written in several ways. @param {string} path */
function plainPath(path) {
  try {
    path = decodeURI(path)
  } catch {} // a % that stands for itself
  return path.replace(/(\/index)?(\.html?)?\/?$/, '')
}

/** What there was at the paths of pages: the blocks of a page ask once. @type {Record<string, Promise<List | undefined>>} */
const probed = {}

/** Looks where build tools put lists. @param {string} path */
async function probe(path) {
  const [, page, end = ''] = /** @type {string[]} */ (path.match(/^(.*?)(\/(?:index\.html?)?|\.html?)?$/))
  const places = ['.', '/'].filter(sign => !end || end[0] === sign).map(sign => location.origin + page + sign + 'related.json')
  const map = beside('related.json')
  if (map.origin === location.origin) places.push(map.href)
  const now = Date.now()
  if (now - Number(remember()) < 36e5) return
  for (const place of new Set(places)) {
    const list = await built(place, path)
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
