import { z } from 'zod'
import type { Diagnostic, DocumentPath } from '../../twin/kit/diagnostic.ts'
import { nearestName } from '../../twin/kit/nearest-name.ts'
import { readYaml, type YamlSource } from '../../twin/kit/yaml-source.ts'
import type { Finding } from './judge-stacks.ts'

const waiverSchema = z.strictObject({
  rule: z.string().min(1),
  path: z.string().min(1),
  reason: z.string().trim().min(1),
  owner: z.string().trim().min(1),
  expires: z.iso.date('a day, as 2027-01-31'),
})
const fileSchema = z.strictObject({ waivers: z.array(waiverSchema) })

/** Lets one rule be broken by one construct, or resource of a plan, up to a day and with it. */
export type Waiver = z.infer<typeof waiverSchema>

/** What a file of waivers says, right or wrong. */
export interface WaiverFile {
  readonly file: string
  readonly entries: readonly { readonly place: number; readonly waiver: Waiver }[]
  /** What the form has against it. */
  readonly faults: readonly Diagnostic[]
  faultAt(path: DocumentPath, message: string, more?: Partial<Diagnostic>): Diagnostic
}

/** A finding that is let pass, and by what. */
export interface Waived {
  readonly finding: Finding
  readonly waiver: Waiver
}

export interface WaiverOutcome {
  /** Findings that nobody waives. */
  readonly open: readonly Finding[]
  readonly waived: readonly Waived[]
  /** Everything that is wrong with the file. */
  readonly faults: readonly Diagnostic[]
}

/** Reads a file of waivers. What is wrong in one entry keeps none of the others from being looked at. */
export function readWaivers(bytes: Uint8Array, file: string): WaiverFile {
  const reading = readYaml(bytes, file)
  if ('diagnostics' in reading) {
    return { file, entries: [], faults: reading.diagnostics, faultAt: (path, message) => nowhere(file, path, message) }
  }
  const { source } = reading
  const checked = source.checkWith(fileSchema)
  return {
    file,
    entries: rawEntries(source).flatMap((raw, place) => {
      const { success, data } = waiverSchema.safeParse(raw)
      return success ? [{ place, waiver: data }] : []
    }),
    faults: 'diagnostics' in checked ? checked.diagnostics : [],
    faultAt: (path, message, more) => source.diagnostic(path, message, more),
  }
}

/**
 * Parts findings into those that are waived and those that are not. A waiver of a rule that there is not, one whose day has passed, and one that waives
 * nothing, are faults; an expired one waives nothing.
 *
 * @param today as `2026-11-26`
 */
export function waive(
  findings: readonly Finding[],
  { entries, faults, faultAt }: WaiverFile,
  rules: readonly { readonly id: string }[],
  today: string,
): WaiverOutcome {
  const ids = rules.map(({ id }) => id)
  const wrong: Diagnostic[] = []
  const waived: Waived[] = []
  let open = findings
  for (const { place, waiver } of entries) {
    const at = (...field: readonly string[]) => ['waivers', place, ...field]
    const covers = (finding: Finding) => finding.rule.id === waiver.rule && finding.path === waiver.path
    if (!ids.includes(waiver.rule)) {
      wrong.push(faultAt(at('rule'), 'is no rule', { found: waiver.rule, ...near(waiver.rule, ids) }))
    } else if (waiver.expires < today) {
      const allowed = `${today} or later; or mend what it waived`
      wrong.push(faultAt(at('expires'), 'has passed', { found: waiver.expires, allowed }))
    } else if (!open.some(covers)) {
      const broken = findings.filter(({ rule }) => rule.id === waiver.rule).map(({ path }) => path)
      const message = findings.some(covers) ? 'waives what another one waives already' : 'waives nothing: take it out'
      wrong.push(faultAt(at(), message, { found: `${waiver.rule} at ${waiver.path}`, ...near(waiver.path, broken) }))
    } else {
      waived.push(...open.filter(covers).map((finding) => ({ finding, waiver })))
      open = open.filter((finding) => !covers(finding))
    }
  }
  return { open, waived, faults: [...faults, ...wrong] }
}

function rawEntries({ value }: YamlSource): readonly unknown[] {
  const { waivers } = (value ?? {}) as { readonly waivers?: unknown }
  return Array.isArray(waivers) ? waivers : []
}

function near(written: string, names: readonly string[]): { readonly nearest?: string } {
  const nearest = nearestName(written, names)
  return nearest === undefined || nearest === written ? {} : { nearest }
}

function nowhere(file: string, path: DocumentPath, message: string): Diagnostic {
  return { file, line: 1, column: 1, path, message }
}
