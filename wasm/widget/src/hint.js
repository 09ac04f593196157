// What a misspelt or misplaced attribute may have meant. Only a page that has one loads this.

/** Attributes of HTML, and those with a hyphen and the like, which are a framework's. */
const others = /^(on\w+|is|dir|title|role|slot|part|inert|tab\w+|translate|nonce|popover|spellcheck|draggable|contenteditable|enterkeyhint|inputmode|accesskey|autofocus|item\w+)$|[-_:@.*[(#]/

/**
 * @param {Attr[]} wrong attributes
 * @param {boolean} block where they are: on a block, or on the script tag, where others
 * than ours may be for other scripts, and only what is close to one of ours is a mistake
 * @param {string[]} names
 */
export function hint(wrong, block, names) {
  const prefix = block ? '' : 'data-'
  for (const { name } of wrong) {
    const word = name.replace(/^data-/, '')
    const [distance, nearest] = names.map(name => /** @type {const} */ ([edits(word, name), name])).sort((a, b) => a[0] - b[0])[0]
    const close = distance < 3 && distance < nearest.length / 2
    if (!distance) console.warn(`Kindred: ${name} means nothing on ${block ? '<related-articles>' : 'the script tag'}; write ${prefix + word}`)
    else if (close || block && !others.test(name)) console.warn(`Kindred: unknown attribute ${name}` + (close ? `; did you mean ${prefix + nearest}?` : ''))
  }
}

/**
 * The Levenshtein distance.
 * @param {string} a
 * @param {string} b
 */
function edits(a, b) {
  let row = [...a, ''].map((_, i) => i)
  for (let j = 0; j < b.length; j++) {
    const next = [j + 1]
    for (let i = 0; i < a.length; i++) next.push(Math.min(row[i] + (a[i] === b[j] ? 0 : 1), row[i + 1] + 1, next[i] + 1))
    row = next
  }
  return row[a.length]
}
