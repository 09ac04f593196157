// Where this script came from: its files lie beside it, and its data- attributes
// are options of all blocks.

const current = document.currentScript

/**
 * The script element. In a module currentScript is null, and an element with
 * that name can hide it.
 * @type {HTMLScriptElement | null}
 */
export const script = current instanceof HTMLScriptElement ? current
  : [...document.scripts].find(({ src }) => /\/related[.\w]*\.js/.test(src)) || null

/** @param {string} name of a file beside the script */
export const beside = name => new URL(name, script?.src || document.baseURI)

/** The rest of the script, for pages that need it. @returns {Promise<typeof import('./feed.js')>} */
export const more = () => import(beside(FEED).href)
