// Where this script came from: its files lie beside it, and its data- attributes
// are options of all blocks.

const current = document.currentScript

/** In a module currentScript is null, and an element with that name can hide it; a trace has the address. */
const address = /http\S+?(?=:\d+:)/.exec(Error().stack || '')?.[0]

/** The script element. @type {HTMLScriptElement | undefined} */
export const script = current instanceof HTMLScriptElement ? current : [...document.scripts].find(({ src }) => src === address)

/** @param {string} name of a file beside the script */
export const beside = name => new URL(name, script?.src || address || document.baseURI)

const rest = beside(FEED).href

/** The rest of the script, for pages that need it. @returns {Promise<typeof import('./feed.js')>} */
export const more = () => import(rest).catch(() => {
  throw new Error(`${rest} can't be loaded: is it there?`)
})
