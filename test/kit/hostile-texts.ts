/** What somebody might write where a customer, a merchant, a provider or a colleague may write: none of it may run, break out, or turn a page round. */

/** What runs sets this on the window. */
export const ranFlag = '__parley_ran'
const run = `window.${ranFlag}=1`

export const hostileTexts: readonly string[] = [
  `<script>${run}</script>`, `"><script>${run}</script>`, `'"><img src=x onerror=${run}>`, `<img src=x onerror="${run}">`, `<svg onload=${run}>`, `<svg><script>${run}</script></svg>`,
  `<iframe srcdoc="<script>parent.${ranFlag}=1</script>">`, `<body onload=${run}>`, `<details open ontoggle=${run}>`, `<input autofocus onfocus=${run}>`, `<a href="javascript:${run}">x</a>`, `javascript:${run}`,
  `<math><mtext><style><img src=x onerror=${run}>`, `</title><script>${run}</script>`, `</textarea><script>${run}</script>`, `-->\u003cscript>${run}</script>`, `\${${run}}`, `{{constructor.constructor('${run}')()}}`,
  `<style>*{display:none}</style>`, `<base href="https://elsewhere.example/">`, `<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">`, `<form action="https://elsewhere.example/"><button>Sign in</button></form>`,
  '\u202Eevil\u202C txt.exe', '\u2066\u202Dabc\u2069', 'مرحبا 120.00 USD بالعالم', 'z\u200Be\u200Dr\u2060o\uFEFFwidth', 'Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357a\u0358\u0359l\u035Ag\u035Bo', 'W'.repeat(160), '👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇹🇭'.repeat(4), '=HYPERLINK("https://elsewhere.example";"x")', `'; drop table dispute; --`, '../../../../etc/passwd', '%00%0d%0aSet-Cookie: a=b', '\\u003cscript\\u003e',
]
