// Which passwords are refused: short ones and those that are guessed first. What they are composed of is nobody's business.

export const shortestPassword = 15
export const longestPassword = 256

/** Why not, in words that go on from "the password cannot be taken"; null for one that may be taken. */
export function passwordRefused(password: string, name: string): string | null {
  const text = password.normalize('NFKC')
  if ([...text].length < shortestPassword) return `it has fewer than ${shortestPassword} characters`
  if ([...text].length > longestPassword) return `it has more than ${longestPassword} characters`
  return isObvious(plain(text), plain(name)) ? 'it is among the first that are tried' : null
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What is left without the words that everybody tries, and without repetitions, has to be something. */
function isObvious(text: string, name: string): boolean {
  const rest = [...obvious, name].filter(word => word.length > 2).reduce((left, word) => left.replaceAll(word, ''), text)
  return new Set(text).size < 5 || /^(.{1,8}?)\1+.{0,7}$/u.test(text) || rest.length < 4 || runs.some(run => run.includes(text))
}

const obvious = [
  'correcthorsebatterystaple', 'passphrase', 'password', 'passwort', 'motdepasse', 'contrasena', 'letmein', 'welcome', 'iloveyou', 'trustno', 'administrator', 'admin', 'operator', 'viewer', 'parley', 'dispute',
  'chargeback', 'changeme', 'secret', 'qwertyuiop', 'qwerty', 'azerty', 'asdfgh', 'zxcvbn', 'abcdef', '1234567890', '123456', '12345', '1234', '123', '2024', '2025', '2026', '2027',
]

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', '12345678901234567890', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
const runs = rows.flatMap(row => [row, [...row].reverse().join('')])
