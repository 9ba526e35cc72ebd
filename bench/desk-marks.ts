// What runs within the page to measure it: when a row is first there, when the largest piece is painted, how long from a key to what is painted
// after it, the slowest answer to whatever was touched, what moves by itself.

/** Given as text: it is run in the browser before anything of the page. */
export const marks = `
  globalThis.bench = { row: 0, largest: 0, slowest: 0, shift: 0, paints: [] }
  new MutationObserver((_, watch) => { if (document.querySelector('a[data-row]')) { bench.row = performance.now(); watch.disconnect() } }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) bench.shift += one.value }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => { bench.largest = list.getEntries().at(-1).startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (one.interactionId) bench.slowest = Math.max(bench.slowest, one.duration) }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  addEventListener('keydown', event => { const at = event.timeStamp; requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => bench.paints.push(performance.now() - at); port2.postMessage(0) }) }, true)
  bench.untilHeading = () => new Promise(done => {
    let pressed = 0
    addEventListener('keydown', event => { pressed = event.timeStamp }, { capture: true, once: true })
    const watch = new MutationObserver(() => { if (document.querySelector('.dispute h1')) { watch.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed))) } })
    watch.observe(document, { childList: true, subtree: true })
  })
`
export type Marked = { row: number; largest: number; slowest: number; shift: number; paints: number[] }
