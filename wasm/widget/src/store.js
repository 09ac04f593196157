// What the browser keeps: lists by page, and by site what its feeds held.

/** @returns {Promise<IDBDatabase>} */
const open = () => new Promise((done, fail) => {
  const request = indexedDB.open('kindred', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kept')
  request.onsuccess = () => done(request.result)
  request.onerror = request.onblocked = fail
  setTimeout(fail, 2000) // a damaged profile may never answer
})

/**
 * Runs a transaction and returns the results of its requests. A browser that keeps
 * nothing, or has no room left, gives undefined: everything works without.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest[]} work
 * @returns {Promise<any[] | undefined>}
 */
export async function keep(mode, work) {
  let db
  try {
    db = await open()
    const transaction = db.transaction('kept', mode)
    const requests = work(transaction.objectStore('kept'))
    await new Promise((done, fail) => {
      transaction.oncomplete = done
      transaction.onerror = transaction.onabort = fail
    })
    return requests.map(request => request.result)
  } catch {
  } finally {
    db?.close() // an open one keeps a page from coming back whole
  }
}

/** @typedef {{ feeds: string[], url: string, options: object }} Job */

/** Where the documents are that the feeds had. @param {Job} job */
export const siteKey = ({ feeds }) => 'site ' + feeds.join(' ')

/**
 * Where the lists of one engine, feeds and options are, all made together: the key of
 * their version, and with a page's address the key of its list.
 * @param {Job} job
 */
export const listsKey = ({ feeds, options }) => `${listsPrefix(feeds)}${ENGINE} ${JSON.stringify(options)} `

/** @param {string[]} feeds */
export const listsPrefix = feeds => `lists ${JSON.stringify(feeds)} `
