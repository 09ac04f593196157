// What a block can be told: attributes of <related-articles>, or the same words
// with data- before them on the script tag, for all blocks of the page.

import { more, script } from './script.js'

/**
 * @typedef {Record<string, string | undefined>} Options by attribute name
 */

export const names = [
  'src', 'feed', 'url', 'limit', 'layout', 'heading', 'heading-level', 'thumbnails', 'excerpt', 'date', 'min-score',
  'exclude-url', 'section', 'lang', 'recency', 'diversity', 'loading', 'prefetch', 'isolate', 'labels',
]

/** Attributes that many elements have; hint.js knows the others that are none of ours. */
const global = /^(id|src|class|style|hidden|aria-)/

/** @param {string} message */
export const warn = message => console.warn('Kindred: ' + message)

/**
 * Reads the options of an element; what it does not say, the script tag may.
 * @param {Element} element
 * @param {HTMLScriptElement | undefined} script
 * @returns {Options}
 */
export function read(element, script) {
  /** @type {Options} */
  const options = {}
  for (const name of names) options[name] = element.getAttribute(name) ?? script?.getAttribute('data-' + name) ?? undefined
  return options
}

/**
 * Reports attributes that mean nothing, among them ours where the others should be:
 * data-limit on a block, limit on the script tag.
 * @param {Element} element
 */
export async function check(element) {
  const block = element !== script
  const wrong = [...element.attributes].filter(({ name }) => name.startsWith('data-')
    ? names.includes(name.slice(5)) === block : names.includes(name) !== block && !global.test(name))
  if (wrong[0]) (await more()).hint(wrong, block, names)
}
