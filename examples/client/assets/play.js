// Sets on a real element what the form says; the element does the rest. Only what
// differs from its default is set, and is in the snippet.

const $ = selector => document.querySelector(selector)
const form = $('#settings'), element = $('related-articles'), preview = $('#preview'), article = $('#article')

const initial = control => control.matches('select')
  ? ([...control.options].find(option => option.defaultSelected) || control.options[0]).value : control.defaultValue

/** Attributes by name; those that tell where the list is from come first. */
function attributes() {
  const { value: url, dataset: { src } } = article.selectedOptions[0]
  const found = form.elements.way.value === 'json' ? { src } : { feed: document.body.dataset.feed, url }
  for (const control of form.querySelectorAll('[name]:not([type=radio])')) {
    const value = control.value.trim()
    if (value && control.checkValidity() && !control.matches(':disabled')) found[control.name] = value
  }
  return found
}

/** Custom properties by name. */
function properties() {
  const found = {}
  for (const control of document.querySelectorAll('#look :is(input, select)')) {
    const changed = control.value !== initial(control)
    if (changed) found['--related-' + control.id] = control.value + (control.dataset.unit || '')
    control.parentElement.classList.toggle('changed', changed)
    const output = control.parentElement.querySelector('output')
    output.value = control.type === 'color' ? (changed ? control.value : 'text’s') : control.matches('select') ? '' : control.value + (control.dataset.unit || '')
  }
  return found
}

const quoted = value => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

function snippet(attributes, properties) {
  const inside = Object.entries(attributes).map(([name, value]) => `\n  ${name}="${quoted(value)}"`).join('')
  const style = Object.entries(properties).map(([name, value]) => `\n  ${name}: ${value};`).join('')
  return (style && `<style>\nrelated-articles {${style}\n}\n</style>\n`) +
    `<related-articles${inside}></related-articles>\n<script async src="${new URL($('script[src]').src).pathname}"></script>`
}

function apply() {
  $('#ranking').disabled = form.elements.way.value === 'json'
  const wanted = attributes(), looks = properties()
  for (const { name } of [...element.attributes]) if (name !== 'style' && !(name in wanted)) element.removeAttribute(name)
  for (const name in wanted) if (element.getAttribute(name) !== wanted[name]) element.setAttribute(name, wanted[name])
  for (const name of [...element.style]) if (name.startsWith('--') && !(name in looks)) element.style.removeProperty(name)
  for (const name in looks) element.style.setProperty(name, looks[name])
  for (const control of form.querySelectorAll('[name]:not([type=radio])')) control.parentElement.classList.toggle('changed', control.name in wanted)
  $('#snippet').textContent = snippet(wanted, looks)
}

for (const control of document.querySelectorAll('#look :is(input, select)')) {
  const output = document.createElement('output')
  output.htmlFor = control.id
  control.after(output)
}

let waiting
form.addEventListener('input', () => { // while somebody types or drags, not every step
  clearTimeout(waiting)
  waiting = setTimeout(apply, 150)
})
form.addEventListener('reset', () => setTimeout(apply))
form.addEventListener('submit', event => event.preventDefault())

for (const button of document.querySelectorAll('[data-preview]')) {
  button.addEventListener('click', () => {
    const on = button.ariaPressed !== 'true'
    button.ariaPressed = String(on)
    if (button.dataset.preview === 'rtl') {
      preview.dir = on ? 'rtl' : ''
      preview.lang = on ? 'ar' : 'en-GB'
      element.refresh() // a change around it is not one of its attributes
    } else preview.classList.toggle(button.dataset.preview, on)
    preview.style.inlineSize = '' // what the corner was dragged to
  })
}

$('#copy').addEventListener('click', async ({ target }) => {
  await navigator.clipboard.writeText($('#snippet').textContent)
  target.textContent = 'Copied'
  setTimeout(() => { target.textContent = 'Copy' }, 2000)
})

const titles = items => items.map(({ title, score }) => title + (score ? ` (${score})` : '')).join(' · ')
const told = {
  load: ({ list }) => `${list.related.length} in the list: ${titles(list.related)}`,
  render: ({ items }) => `${items.length} shown`,
  click: ({ item, position }) => `${position + 1}: ${item.title}`,
  empty: () => 'nothing to show',
  error: ({ error }) => error.message,
}
const since = performance.now()
for (const name in told) {
  element.addEventListener('related-' + name, ({ type, detail }) => {
    const line = document.createElement('p')
    const cells = ['time', 'b', 'span'].map(tag => document.createElement(tag))
    const texts = [((performance.now() - since) / 1000).toFixed(2) + ' s', type, told[name](detail)]
    cells.forEach((cell, i) => { cell.textContent = texts[i] })
    line.append(...cells)
    $('#log').prepend(line)
    $('#log').children[50]?.remove()
  })
}
preview.addEventListener('click', event => {
  if (!$('#follow').checked && event.composedPath().some(node => node.localName === 'a')) event.preventDefault()
})

apply()
