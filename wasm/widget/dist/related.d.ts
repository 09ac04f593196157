/** One article of a list. */
export interface RelatedItem {
  id: string
  url: string
  title: string
  /** BCP 47, where it differs from the page's. */
  language?: string
  /** From 0 to 1. */
  score?: number
  excerpt?: string
  /** RFC 3339, UTC. */
  date_published?: string
  image?: string
  reason?: 'pin' | 'series' | 'content' | 'tag' | 'author' | 'newest'
}

/** What `kindred` writes for a page. */
export interface RelatedList {
  id?: string
  url?: string
  title?: string
  related: RelatedItem[]
}

/** The block "More like this". Its children are what readers see until, or unless, there is a list. */
export interface RelatedArticles extends HTMLElement {
  /** The articles that are shown, best first. */
  readonly items: RelatedItem[]
  /**
   * Makes the block in a way of one's own: a node to show, or nothing if it has been shown already.
   * Set it before the element is in the document, or call refresh() afterwards.
   */
  render?: (items: RelatedItem[], list: RelatedList) => Node | undefined
  /** Looks for the list anew. Resolves when it is shown, or when there is none to show. */
  refresh(): Promise<void>

  addEventListener<K extends keyof RelatedEventMap>(type: K, listener: (this: RelatedArticles, event: RelatedEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void
}

/** All of them bubble and cross the borders of shadow trees. */
export interface RelatedEventMap {
  /** There is a list. */
  'related-load': CustomEvent<{ list: RelatedList }>
  /** The block is about to be shown; preventDefault() keeps it from being. */
  'related-render': CustomEvent<{ items: RelatedItem[]; list: RelatedList }>
  /** A reader follows a link. */
  'related-click': CustomEvent<{ item: RelatedItem; position: number; link: HTMLAnchorElement }>
  /** There is nothing to show. */
  'related-empty': CustomEvent<null>
  /** The list can't be had; the children stay. */
  'related-error': CustomEvent<{ error: Error }>
}

declare global {
  interface HTMLElementTagNameMap {
    'related-articles': RelatedArticles
  }
  interface HTMLElementEventMap extends RelatedEventMap {}
  interface DocumentEventMap extends RelatedEventMap {}
  interface WindowEventMap extends RelatedEventMap {}
}
