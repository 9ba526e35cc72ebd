/** Two hundred texts that somebody might put where the desk shows what others wrote: every way of `hostile-texts.ts`, and each in other clothes. */
import { hostileTexts, ranFlag } from './hostile-texts.ts'

const handlers = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onanimationstart', 'onpointerover', 'onbeforetoggle', 'onscrollend']
const elements = ['img src=x', 'svg', 'video src=x', 'audio src=x', 'object data=x', 'embed src=x', 'input autofocus', 'details open', 'body', 'style', 'marquee', 'link rel=stylesheet href=x']
const tags = handlers.flatMap(handler => elements.map(element => `<${element} ${handler}=window.${ranFlag}=1>`))
const marks = ['\u202A', '\u202B', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u200F', '\u200E', '\u061C']
const turned = marks.flatMap(mark => [`${mark}99.00 USD`, `Kiln${mark}gnp.exe`])
const invisible = ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u034F', '\u180E', '\u3164'].flatMap(sign => [sign, sign.repeat(300), `a${sign}b`])
const controls = [...Array(8).keys()].map(at => `bell${String.fromCharCode(at * 4 + 1)}\u001b[31mred\u009b`)
const long = ['W', '漢', 'ﷺ', '𝕎', '_', 'á̂̃̄'].map(sign => sign.repeat(400))
const schemes = ['javascript:', 'JaVaScRiPt:', ' javascript:', 'java\tscript:', 'data:text/html,', 'vbscript:', '//elsewhere.example/', 'https://elsewhere.example/'].map(scheme => `${scheme}window.${ranFlag}=1`)
const others = ['__proto__', 'constructor', 'NaN', 'null', '</script>', '<!--', ']]>', '&lt;script&gt;', '%3Cscript%3E', "' OR 1=1 --"]

export const hostileMany: readonly string[] = [...new Set([...hostileTexts, ...turned, ...invisible, ...controls, ...long, ...schemes, ...others, ...tags])].slice(0, 200)
