// Addresses as pages are told apart by.

/** An address without what comes from where the reader was before, and the place in the page. @param {string} url */
export const plain = url => url.replace(/#.*|\b(utm_\w+|fbclid|gclid)=[^&#]*&?/g, '').replace(/[?&]$/, '')

/** An address without what seldom tells pages apart. @param {string} url */
export const bare = url => plain(url).replace(/^https?:\/\/(www\.)?/, '').replace(/\/(index\.html?)?$/, '')
