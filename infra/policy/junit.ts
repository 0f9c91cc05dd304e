import { findingText } from './finding-text.ts'
import type { Finding, RuleCase } from './judge-stacks.ts'
import type { Verdict } from './verdict.ts'

/**
 * A verdict as JUnit XML, as build servers read it: a suite a stack, a case a rule. A rule that had nothing to look at there is skipped. Each thing that is wrong
 * with the file of waivers is a case of a suite of its own.
 */
export function junitOf({ cases, waived, faults }: Verdict): string {
  const pardoned = new Set(waived.map(({ finding }) => finding))
  const stacks = [...new Set(cases.map(({ stack }) => stack))]
  const suites = stacks.map((stack) =>
    suiteOf(
      stack,
      cases.filter((one) => one.stack === stack).map((one) => caseOf(one, pardoned)),
    ),
  )
  const waivers = faults.map(({ file, line, path, message }) => {
    const text = `${file}:${line}: ${path.join('.')} ${message}`
    return {
      xml: element('testcase', { classname: 'waivers', name: text }, failure(text)),
      isFailed: true,
      isSkipped: false,
    }
  })
  const all = [...suites, ...(waivers.length > 0 ? [suiteOf('waivers', waivers)] : [])]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'oblak rules' }, `\n${all.join('')}`)}`
}

interface CaseXml {
  readonly xml: string
  readonly isFailed: boolean
  readonly isSkipped: boolean
}

function suiteOf(name: string, cases: readonly CaseXml[]): string {
  const count = (isMeant: (one: CaseXml) => boolean) => `${cases.filter(isMeant).length}`
  const counts = {
    tests: `${cases.length}`,
    failures: count((one) => one.isFailed),
    skipped: count((one) => one.isSkipped),
  }
  return element('testsuite', { name, ...counts }, `\n${cases.map(({ xml }) => xml).join('')}`)
}

function caseOf({ rule, stack, looked, findings }: RuleCase, pardoned: ReadonlySet<Finding>): CaseXml {
  const open = findings.filter((finding) => !pardoned.has(finding))
  const isSkipped = looked === 0 && findings.length === 0
  const waived = findings.length - open.length
  const inside = [
    ...open.map((finding) => failure(`${finding.path}: ${findingText(finding)}${asked(finding)}`)),
    ...(isSkipped ? [element('skipped', { message: `no ${rule.over.name}` })] : []),
    ...(waived > 0 ? [element('system-out', {}, escaped(`${waived} waived`))] : []),
  ]
  return {
    xml: element('testcase', { classname: stack, name: rule.id }, inside.join('')),
    isFailed: open.length > 0,
    isSkipped,
  }
}

function asked({ source }: Finding): string {
  return source === undefined ? '' : ` Asked for in ${source}.`
}

function failure(text: string): string {
  return element('failure', { message: text })
}

function element(name: string, attributes: Readonly<Record<string, string>>, inside = ''): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return inside === '' ? `<${name}${given.join('')}/>\n` : `<${name}${given.join('')}>${inside}</${name}>\n`
}

/** What XML 1.0 has no place for is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
