// What the paper does with a script: copies a link, and leaves the pictures out of
// the lists for whoever wants to see them without. The lists need nothing of this.

const copy = document.querySelector('#copy')
if (copy) {
  const label = copy.textContent
  copy.role = 'button'
  copy.addEventListener('click', async event => {
    event.preventDefault()
    await navigator.clipboard.writeText(copy.href)
    copy.textContent = copy.dataset.copied
    setTimeout(() => { copy.textContent = label }, 2000)
  })
  const mail = document.querySelector('#mail') // an address from the root is of no use in a letter
  mail.href = `mailto:?subject=${encodeURIComponent(document.querySelector('h1').textContent)}&body=${encodeURIComponent(copy.href)}`
}

const button = document.querySelector('#pictures')
const element = document.querySelector('related-articles')
const block = document.querySelector('.related')
const stored = 'courier-pictures'

function show(pictures) {
  button.ariaPressed = String(pictures)
  if (element) element.toggleAttribute('thumbnails', false)
  if (element && !pictures) element.setAttribute('thumbnails', 'none')
  if (block && pictures) delete block.dataset.thumbs
  if (block && !pictures) block.dataset.thumbs = 'none'
}

if (element || block) {
  button.hidden = false
  show(localStorage[stored] !== 'none')
  button.addEventListener('click', () => {
    const pictures = button.ariaPressed !== 'true'
    localStorage[stored] = pictures ? 'all' : 'none'
    show(pictures)
  })
}
