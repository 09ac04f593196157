import { check, names, read, warn } from './options.js'
import { make, render, usable } from './render.js'
import { find } from './lists.js'
import { here, parsed } from './page.js'
import { more, script } from './script.js'

/**
 * @typedef {import('./render.js').Item} Item
 * @typedef {import('./render.js').List} List
 * @typedef {import('./options.js').Options} Options
 */

let blocks = 0
/** @type {CSSStyleSheet} */
let sheet

/** The blocks on the page, also those in shadow trees. @type {Set<RelatedArticles>} */
export const shown = new Set()
/** Single-page apps change the page under them. */
const moved = () => setTimeout(() => shown.forEach(block => block.moved()))
self.navigation?.addEventListener('currententrychange', moved)
addEventListener('popstate', moved)

// On paper a block that still opens is whole.
addEventListener('beforeprint', () => shown.forEach(block => (block.style.height = '')))

/** The block "More like this": children are what readers see until, or unless, there is a list. */
export class RelatedArticles extends HTMLElement {
  static observedAttributes = names

  /** The articles that are shown, best first. @type {Item[]} */
  items = []
  /** Makes the block in a way of one's own. @type {((items: Item[], list: List) => Node | undefined) | undefined} */
  render = /** @type {any} */ (this)['render'] // it may have been set before the element was defined

  /** @type {Node[] | undefined} */
  #fallback
  /** @type {AbortController | undefined} */
  #running
  #id = 'related-' + ++blocks
  #address = ''

  constructor() {
    super()
    this.addEventListener('click', event => {
      const link = /** @type {HTMLAnchorElement | undefined} */ (event.composedPath().find(node => /** @type {any} */ (node).href))
      const position = this.items.findIndex(({ url }) => link && new URL(url, document.baseURI).href === link.href)
      if (position >= 0) this.#tell('click', { item: this.items[position], position, link })
    })
  }

  connectedCallback() {
    shown.add(this)
    check(this)
    if (!this.items[0]) this.#address = ''
    this.moved()
  }

  disconnectedCallback() {
    shown.delete(this)
    this.#running?.abort()
  }

  /**
   * @param {string} _
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(_, before, now) {
    if (before === now) return
    this.#address = ''
    if (this.isConnected) this.refresh() // of several changes the last one counts
  }

  moved() {
    if (this.#address !== here()) this.refresh()
  }

  /** Looks for the list anew. Resolves when it is shown, or can't be. */
  async refresh() {
    this.#running?.abort()
    const { signal } = (this.#running = new AbortController())
    this.#address = here()
    await parsed // the children of an element that is being parsed are not there yet
    if (signal.aborted) return
    const options = read(this, script)
    if (options.prefetch === 'hover') more().then(({ prefetch }) => prefetch(this))
    if (!this.#fallback && this.querySelector('.related')) { // made at build time
      this.items = [...this.querySelectorAll('a')].map(({ href, text }) => ({ id: href, url: href, title: text }))
      return
    }
    options.lang ||= this.closest('[lang]')?.getAttribute('lang') || ''
    try {
      const list = await find(this, options, signal)
      if (!signal.aborted) await this.#show(list, options, signal)
    } catch (error) {
      if (signal.aborted) return
      this.items = []
      this.#restore()
      warn(/** @type {Error} */ (error).message)
      this.#tell('error', { error })
    }
  }

  /**
   * @param {List} list
   * @param {Options} options
   * @param {AbortSignal} signal aborted when there is something newer to show, also while this waits
   */
  async #show(list, options, signal) {
    this.#tell('load', { list })
    let items = usable(list)
    if (options.excerpt || options['min-score'] || options['exclude-url']) items = (await more()).adjust(items, options)
    if (signal.aborted) return
    this.items = items.slice(0, Math.max(Number(options.limit), 0) || 4)
    if (!this.items[0]) {
      this.#restore()
      this.#tell('empty')
    } else if (this.#tell('render', { items: this.items, list })) {
      const block = this.render ? this.render(this.items, list) : await render(this.items, options, this.#id)
      if (!block || signal.aborted) return
      const again = this.#fallback // then what is shown is replaced at once
      this.#fallback ||= [...this.childNodes]
      const root = (options.isolate ?? 'false') !== 'false' ? this.shadowRoot || this.attachShadow({ mode: 'open' }) : this
      const { adoptedStyleSheets } = /** @type {ShadowRoot} */ (root.getRootNode())
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE)
      if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet)
      const height = this.offsetHeight
      this.#restore()
      root.replaceChildren(block)
      if (!again) unfold(this, height)
    }
  }

  /** Puts the children back. */
  #restore() {
    this.shadowRoot?.replaceChildren(make('slot', {}))
    if (this.#fallback) this.replaceChildren(...this.#fallback)
  }

  /**
   * @param {string} what
   * @param {object} [detail]
   */
  #tell(what, detail) {
    return this.dispatchEvent(new CustomEvent('related-' + what, { detail, bubbles: true, composed: true, cancelable: what === 'render' }))
  }
}

/**
 * Opens a block that readers see already. What is below it moves by less than browsers
 * count as a layout shift (3 px a frame) until so little of the window is below that
 * the rest, at once, is a shift of less than .1.
 * @param {HTMLElement} element
 * @param {number} height that it had
 */
function unfold(element, height) {
  const { top } = element.getBoundingClientRect()
  const small = .27 * Math.sqrt(innerHeight * Math.max(innerWidth, innerHeight))
  const step = () => {
    const open = top < 0 || innerHeight - top - height < small || height > element.scrollHeight || element.matches(':focus-within') || matchMedia('(prefers-reduced-motion)').matches
    Object.assign(element.style, { overflow: open ? '' : 'hidden', height: open ? '' : height + 'px' })
    height += 2.5
    if (!open) requestAnimationFrame(step)
  }
  step()
}
