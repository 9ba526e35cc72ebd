/** Rules about lines of code: what may not be written, where, and why. A rule is a line of this table and nothing else. */
import { type SourceFile, isShipped, isTest, withoutComments } from './tree.ts'

type Rule = { forbids: RegExp; where: (path: string) => boolean; because: string }

/** The edges of the program, where the world is made; everybody else has it handed in. */
const edges = ['src/app/', 'src/app.ts', 'src/cli/', 'src/main.ts', 'src/store/', 'src/host/', 'src/work/loop.ts', 'desk/api/', 'desk/time.ts', 'desk/vite.config.ts']

const inside = (path: string): boolean => isShipped(path) && !edges.some((edge) => path.startsWith(edge))
const inCore = (path: string): boolean => isShipped(path) && path.startsWith('src/core/')
/** Where strangers are answered; the command line compares what one person typed twice. */
const answering = (path: string): boolean => isShipped(path) && ['src/dialects/', 'src/engine/', 'src/wire/', 'src/host/', 'src/work/', 'src/app/', 'src/desk/'].some((folder) => path.startsWith(folder))
const inDesk = (path: string): boolean => path.startsWith('desk/')
const inTypeScript = (path: string): boolean => /\.tsx?$/.test(path) && !isThisTable(path)
const inTests = (path: string): boolean => isTest(path) && !path.startsWith('test/tidy')
const anywhere = (path: string): boolean => !isThisTable(path)

/** Other than with nothing, or with what is in the source. */
const secret = '(?:[Ss]ecret|[Ss]ignature|[Pp]assword|[Cc]srf|[Tt]oken|[Aa]dminKey|[Pp]resented|[Hh]mac)'
const secretsCompared = new RegExp(`${secret}\\s*[!=]==(?!\\s*(?:null|undefined|'|sample))|[!=]==\\s*(?:\\w+\\.)*\\w*${secret}\\b(?![.(?])`)

const handedIn = 'it is handed in, so that a test can hold it still'

export const rules: Rule[] = [
  { forbids: /\bDate\.now\b|\bnew Date\(\s*\)/, where: inside, because: `the time: ${handedIn}` },
  { forbids: /\bMath\.random\b/, where: isShipped, because: `randomness: ${handedIn}, and ids need better than this` },
  { forbids: /\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/, where: inside, because: `randomness: ${handedIn}` },
  { forbids: /\bset(?:Timeout|Interval)\b|\bnode:timers\b/, where: inside, because: `waiting: ${handedIn}, and only the loop of the workers waits` },
  { forbids: /(?<![.\w])fetch\(/, where: inside, because: `the network: ${handedIn}` },
  { forbids: secretsCompared, where: answering, because: 'the time that === takes tells how much of a secret fits; compare with timingSafeEqual, or look up by a keyed hash' },
  { forbids: /\bparseFloat\b|\.toFixed\(/, where: isShipped, because: 'money is a bigint of minor units and never passes through a float' },
  { forbids: /\basync\b|\bawait\b|\bPromise\b/, where: inCore, because: 'the core is pure and answers at once' },
  { forbids: /^\s*export\s+default\b|\bas default\b/, where: (path) => inTypeScript(path) && !isConfiguration(path) && !path.startsWith('desk/pages/'), because: 'a thing has one name, the same for all who import it' },
  { forbids: /^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+\w/, where: inTypeScript, because: 'Node strips types and cannot make an enum; take a union' },
  { forbids: /^\s*(?:export\s+)?(?:declare\s+)?namespace\s+\w/, where: inTypeScript, because: 'Node strips types and cannot make a namespace' },
  { forbids: /\bas any\b|[:<]\s*any\b/, where: (path) => isShipped(path) && inTypeScript(path), because: 'any switches the compiler off; say unknown and look' },
  { forbids: /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\b/, where: inDesk, because: 'what customers write must never become markup' },
  { forbids: /(?:margin|padding|border|inset)-(?:left|right)\b|(?:text-align|float|clear):\s*(?:left|right)/, where: (path) => inDesk(path) && path.endsWith('.css'), because: 'logical properties only, so that right-to-left needs nothing more' },
  { forbids: /(?<![-\w])disabled=/, where: inDesk, because: 'a control that is off says why: give Button a reason' },
  { forbids: /\.only\(|\bonly:\s*true/, where: inTests, because: 'it silences every other test' },
  { forbids: /\.skip\(\s*\)|\b(?:test|it|describe|suite)\.skip\(|\bskip:\s*true/, where: inTests, because: 'a skip says why: t.skip(reason)' },
]

/** These are about comments and prose too, so they read the whole text. */
export const textRules: Rule[] = [
  { forbids: /@ts-(?:ignore|nocheck)/, where: inTypeScript, because: 'it hides the next mistake too; @ts-expect-error with a reason is the honest form' },
  { forbids: /\bTODO\b(?! ?\(?(?:#|decision|\d))/, where: inTypeScript, because: 'a todo names an issue or a decision' },
  { forbids: /(?<![\w.@/])\/(?:work|root|home)\/[\w.]/, where: anywhere, because: 'a path of one machine means nothing on another' },
  { forbids: /\.\.\/shared\b/, where: anywhere, because: 'nothing outside the checkout is there for others' },
]

export function forbiddenCode(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...offences(file, rules, withoutComments(file.text)), ...offences(file, textRules, file.text)])
}

function offences({ path }: SourceFile, table: readonly Rule[], text: string): string[] {
  const lines = text.split('\n')
  return table.filter(({ where }) => where(path)).flatMap(({ forbids, because }) =>
    lines.flatMap((line, index) => forbids.test(line) ? [`${path}:${index + 1} has "${forbids.exec(line)![0].trim()}": ${because}`] : []))
}

function isThisTable(path: string): boolean {
  return path === 'test/tidy/code.ts' || path === 'test/tidy.test.ts'
}

/** Tools ask for a default export in their own configuration. */
function isConfiguration(path: string): boolean {
  return /\.config\.ts$/.test(path)
}
