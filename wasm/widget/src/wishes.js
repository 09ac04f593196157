// What few sites ask for.
import { absolute } from './article.js'
import { label } from './label.js'
import labels from './more-labels.js'

/**
 * @typedef {import('./render.js').Item} Item
 * @typedef {import('./options.js').Options} Options
 */

/**
 * Leaves out what a list made at build time has and this block should not.
 * @param {Item[]} items
 * @param {Options} options
 */
export function adjust(items, options) {
  const left = absolute(options['exclude-url'], 'exclude-url')
  return items.filter(({ url, score, reason }) => !left.includes(absolute(url, 'the list')[0]) &&
    !(reason !== 'pin' && Number(score) < Number(options['min-score'])),
  ).map(item => ({ ...item, excerpt: shorten(item.excerpt || '', options.excerpt || '') }))
}

/**
 * Cuts an excerpt between words: a list made at build time has one already.
 * @param {string} text
 * @param {string} length in characters, or off
 */
function shorten(text, length) {
  if (length === 'off' || length === 'none') return ''
  const n = Number(length), characters = [...text]
  if (!(n > 0 && characters.length - 1 > n)) return text
  return characters.slice(0, n + 1).join('').replace(/(\s\S*|.)$/, '').replace(/[\s\p{P}]+$/u, '') + '…'
}

/**
 * The heading in a language: the site's own, or one that the script itself has not.
 * @param {string} lang
 * @param {string} [own] JSON by language
 * @param {string} [common] what the script has
 */
export function heading(lang, own, common) {
  try {
    const entries = Object.entries(JSON.parse(own || '{}')).map(([tag, text]) => [tag.toLowerCase(), String(text)])
    const mine = label(Object.fromEntries(entries), lang)
    if (mine) return mine
  } catch {
    console.warn('Kindred: labels is no JSON: ' + own)
  }
  return common || label(labels, lang) || labels.en
}

/** Elements that are watched. @type {WeakSet<Element>} */
const watched = new WeakSet()

/**
 * Fetches ahead what the reader points at.
 * @param {Element} element
 */
export function prefetch(element) {
  if (watched.has(element)) return
  watched.add(element)
  const fetched = new Set()
  element.addEventListener('pointerover', event => {
    const { href } = /** @type {any} */ (event.composedPath().find(node => /** @type {any} */ (node).href) || {})
    if (!href || fetched.has(href)) return
    fetched.add(href)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href }))
  })
}

/** @param {string} lang */
const written = lang => /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b(?!-latn)|-(arab|hebr)\b/i.test(lang) ? 'rtl' : 'ltr'

/**
 * The direction in which a language is written, where that around it is another.
 * @param {string} lang
 * @param {string} around
 */
export const direction = (lang, around) => written(lang) === written(around) ? undefined : written(lang)
