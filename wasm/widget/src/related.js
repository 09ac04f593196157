// The script that a site owner pastes. It defines <related-articles> and, if
// the page has none, puts one where the reader has read to the end.
import { RelatedArticles, shown } from './element.js'
import { check, warn } from './options.js'
import { parsed } from './page.js'
import { day } from './render.js'
import { script } from './script.js'

// The first date of a page takes longer than the block: before that is near there is time.
self.requestIdleCallback?.(() => day(new Date(), document.documentElement.lang))

if (!customElements.get('related-articles')) {
  customElements.define('related-articles', RelatedArticles)
  if (script) {
    check(script)
    parsed.then(place)
  }
}

function place() {
  if (shown.size || document.querySelector('.related[data-kindred-ignore]')) return
  const block = document.createElement('related-articles')
  const articles = [...document.querySelectorAll('article')]
  const end = articles[1] ? articles.find(article => article.querySelector('h1')) : articles[0] || document.querySelector('main')
  if (script?.closest('body')) script.after(block)
  else if (end) end.append(block)
  else if (!articles[1]) warn('add <related-articles> to the page')
}
