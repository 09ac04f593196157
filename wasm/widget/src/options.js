// What a block can be told: attributes of <related-articles>, or the same words
// with data- before them on the script tag, for all blocks of the page.

import { more } from './script.js'

/**
 * @typedef {Record<string, string | undefined>} Options by attribute name
 */

export const names = [
  'src', 'feed', 'url', 'limit', 'layout', 'heading', 'heading-level', 'thumbnails', 'excerpt', 'date', 'min-score',
  'exclude-url', 'section', 'lang', 'recency', 'diversity', 'loading', 'prefetch', 'isolate', 'labels',
]

/** Attributes that any element may have. */
const global = /^(aria-|data-|on|i[ds]$|class$|style$|hidden|dir$|title|role|slot|part|inert|tab)/

/** @param {string} message */
export const warn = message => console.warn('Kindred: ' + message)

/**
 * Reads the options of an element; what it does not say, the script tag may.
 * @param {Element} element
 * @param {HTMLScriptElement | null} script
 * @returns {Options}
 */
export function read(element, script) {
  /** @type {Options} */
  const options = {}
  for (const name of names) options[name] = element.getAttribute(name) ?? script?.getAttribute('data-' + name) ?? undefined
  return options
}

/**
 * Reports attributes that mean nothing.
 * @param {Element | null} element
 * @param {string} prefix that attributes have
 */
export async function check(element, prefix) {
  const unknown = [...element?.attributes || []].map(({ name }) => name).filter(name =>
    prefix ? name.startsWith(prefix) && !names.includes(name.slice(prefix.length)) : !names.includes(name) && !global.test(name))
  if (unknown[0]) (await more()).hint(unknown, prefix, names)
}
