// The page that a block is on.
import { plain } from './url.js'

/** When all of the page is there. @type {Promise<unknown>} */
export const parsed = new Promise(done => document.readyState === 'loading' ? addEventListener('DOMContentLoaded', done) : done(0))

/** The address in the location bar, as far as it tells pages apart. */
export const here = () => plain(location.href)

/**
 * Resolves when an element is at most 1,200 px below what the reader sees.
 * @param {Element} element
 * @param {AbortSignal} signal
 */
export const near = (element, signal) => new Promise(done => {
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return
    observer.disconnect()
    done(0)
  }, /** @type {object} */ ({ rootMargin: '1200px', scrollMargin: '1200px' }))
  observer.observe(element)
  signal.addEventListener('abort', () => observer.disconnect())
})
