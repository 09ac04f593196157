// A list as the block that readers see: the same markup as package widget's.
import labels from './labels.js'
import { more } from './script.js'

/**
 * One article of a list, as in the JSON of the engine.
 * @typedef {object} Item
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string} [language] where it differs from the article's
 * @property {number} [score]
 * @property {string} [excerpt]
 * @property {string} [date_published]
 * @property {string} [image]
 * @property {string} [reason]
 *
 * @typedef {{ id?: string, url?: string, title?: string, related: Item[] }} List
 * @typedef {import('./options.js').Options} Options
 */

/** Text for one line. A feed can hold anything. @param {unknown} [text] */
const clean = text => String(text ?? '').replace(/[\0- \x7f-\x9f\u2028\u2029]+/g, ' ').trim()

/** An address that a page may link to, or nothing: the rules of package widget. @param {unknown} [url] */
function safe(url) {
  const address = String(url ?? '').replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, '')
  return /^((https?:)?\/\/[^@/?#]+([/?#]|$)|(?!\/\/|[^:/?#]*:).)/i.test(address) && !/[\s\\\0-\x1f\x7f-\x9f\ufffd]/.test(address) ? address : ''
}

/**
 * The items that a block can show, with what is shown of them made clean.
 * @param {List} list
 * @returns {Item[]}
 */
export const usable = ({ related }) => related.filter(item => item).map(item => ({
  ...item, title: clean(item.title), url: safe(item.url), image: safe(item.image), language: language(item.language), excerpt: clean(item.excerpt),
})).filter(({ title, url }) => title && url)

/**
 * @param {string} tag
 * @param {Record<string, string | number | undefined>} attributes
 * @param {...(Node | string | false | undefined)} children
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag)
  for (const name in attributes) if (attributes[name] != null) element.setAttribute(name, /** @type {string} */ (attributes[name]))
  element.append(.../** @type {Node[]} */ (children.filter(child => child)))
  return element
}

/** Whether an option says that there is to be none of it. @param {string} [option] */
const isOff = option => option === 'none' || option === 'off'

/** A language tag, if a lang attribute may have it. @param {string} [tag] */
const language = tag => String(tag ?? '').replaceAll('_', '-').match(/^(-?[a-z\d]{1,8})+$/i)?.[0]

/**
 * Makes the block.
 * @param {Item[]} items
 * @param {Options} options
 * @param {string} id of its heading
 */
export async function render(items, options, id) {
  const lang = language(options.lang) || 'en'
  const direction = items.some(item => item.language) ? (await more()).direction : undefined
  const level = Number(options['heading-level']?.match(/^[1-6]$/)) || 2
  const thumbnails = !isOff(options.thumbnails) && !items.some(item => !item.image)
  return make('section', {
    class: 'related not-prose', 'data-layout': options.layout === 'list' ? 'list' : 'grid', 'data-thumbs': thumbnails ? undefined : 'none',
    'aria-labelledby': id, 'data-nosnippet': '', 'data-pagefind-ignore': '', 'data-kindred-ignore': '',
  },
  make('h' + level, { class: 'related-heading', id }, clean(options.heading) || await heading(lang, options.labels)),
  make('ul', { class: 'related-list', role: 'list', 'data-items': items.length }, ...items.map(({ title, url, image, excerpt, language, date_published: date }) =>
    make('li', { class: 'related-item', lang: language, dir: language && direction?.(language, lang) },
      thumbnails && make('span', { class: 'related-thumb' }, make('img', {
        src: image, alt: '', width: '640', height: '360', loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer-when-downgrade',
      })),
      make('div', { class: 'related-body' },
        make(level < 6 ? 'h' + (level + 1) : 'p', { class: 'related-title' }, make('a', { class: 'related-link', href: url }, make('bdi', {}, title))),
        excerpt && make('p', { class: 'related-excerpt' }, make('bdi', {}, excerpt)),
        !isOff(options.date) && date && day(new Date(date), language || lang),
      )))))
}

/**
 * The heading in a language: the script has the most common ones.
 * @param {string} lang
 * @param {string} [own] the site's, JSON by language
 */
async function heading(lang, own) {
  const text = labels[lang.split('-')[0].toLowerCase()]
  return text && !own ? text : (await more()).heading(lang, own, text)
}

/**
 * @param {Date} date
 * @param {string} lang
 */
export function day(date, lang) {
  try {
    const iso = date.toISOString().slice(0, 10)
    const text = Intl.DateTimeFormat(lang, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC', calendar: 'gregory' }).format(date)
    // Of some languages Chromium knows no months.
    return make('p', { class: 'related-meta' }, make('time', { datetime: iso }, /M\d/.test(text) ? iso : text))
  } catch {} // it is no date
}
