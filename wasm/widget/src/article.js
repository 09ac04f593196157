// The page as an article: what is known of it if the feed does not hold it.
import { here } from './page.js'
import { bare } from './url.js'

/** @typedef {import('./options.js').Options} Options */

/** @param {string} selector */
const all = selector => [...document.querySelectorAll(selector)]

/** @param {string} selector */
const content = selector => document.querySelector(selector)?.getAttribute('content') || ''

/** The canonical address and the one in the location bar, when they were last seen to belong together. */
let seen = { canonical: '', here: '' }

/**
 * The page's own address.
 * @param {Options} options
 */
export function address(options) {
  const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href') || ''
  // A single-page app may change it late, or never.
  const stale = canonical === seen.canonical && bare(here()) !== bare(seen.here) && seen.here
  if (!stale) seen = { canonical, here: here() }
  return absolute(options.url, 'url')[0] || absolute(stale ? '' : canonical, 'rel=canonical')[0] || here()
}

/**
 * Addresses with spaces between them, as absolute ones.
 * @param {string | undefined} list
 * @param {string} name of the attribute, for the case that one is none
 */
export const absolute = (list, name) => (list || '').split(/\s+/).filter(url => url).flatMap(url => {
  try {
    return [new URL(url, document.baseURI).href]
  } catch {
    console.warn(`Kindred: ${url} in ${name} is no address`)
    return []
  }
})

/**
 * The feeds that the page names: those of the first one's kind, since sites have
 * the same feed in several formats; not those of its comments.
 */
export function feeds() {
  const page = location.origin + location.pathname
  const links = /** @type {HTMLLinkElement[]} */ (all('link[rel~=alternate]'))
    .map(({ type, href }) => ({ type: type.toLowerCase().replace(/;.*/, '').trim(), href }))
    .filter(({ type, href }) => /^application\/((rss|atom|rdf)\+xml|feed\+json|json)$/.test(type) &&
      !/\/comments?\/feed|[?&]feed=comments|wp-json|oembed/i.test(href) && !(location.pathname !== '/' && href.startsWith(page)))
  return links.filter(({ type }) => type === links[0].type).map(({ href }) => href)
}

/**
 * What the page says, for the case that the feed no longer holds it.
 * @param {Options} options
 */
export function article(options) {
  const root = document.querySelector('article') || document.querySelector('main') || document.body
  const texts = [...root.querySelectorAll('h2,h3,p,li,pre,blockquote,dd')].filter(element =>
    !element.closest('nav,aside,footer,form,related-articles,.related') && !element.querySelector('p,li'))
  return {
    url: address(options),
    title: content('meta[property="og:title"]') || document.querySelector('h1')?.textContent?.trim() || document.title,
    summary: content('meta[name=description]') || content('meta[property="og:description"]'),
    content: texts.map(element => element.textContent).join('\n').slice(0, 1e5),
    tags: [...all('meta[property="article:tag"]').map(tag => tag.getAttribute('content')), ...content('meta[name=keywords]').split(','),
      ...all('a[rel~=tag]').map(tag => tag.textContent)].map(tag => tag?.trim()).filter(tag => tag),
    language: options.lang || document.documentElement.lang,
  }
}
