import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { CommandCall, CommandOption } from '../../twin/kit/command.ts'
import { unusableFile } from '../errors.ts'
import { reasonOf } from '../output/stacks-folder.ts'
import type { PolicyOptions } from '../policy/attach-policies.ts'
import { junitOf } from '../policy/junit.ts'
import { sarifOf } from '../policy/sarif.ts'
import type { Verdict } from '../policy/verdict.ts'
import { readWaivers } from '../policy/waivers.ts'
import { reportFile } from './report-file.ts'

/** What commands that judge stacks by rules take. */
export const POLICY_OPTIONS: readonly CommandOption[] = [
  { flags: '--waivers <file>', description: 'YAML file of waivers: rule, path, reason, owner, expires' },
  { flags: '--at <date>', description: 'the day for which waivers must hold, as 2027-01-31 (default: today)' },
  { flags: '--sarif <file>', description: 'write what the rules say as SARIF 2.1.0, whether they hold or not' },
  { flags: '--junit <file>', description: 'write what the rules say as JUnit XML, whether they hold or not' },
]

export interface GivenPolicyOptions {
  readonly options: PolicyOptions
  /** Writes the reports that are asked for; none where nothing was judged. */
  writeReports(): Promise<void>
}

/**
 * Reads what a call says about rules.
 * @throws InfraError `file` where the waivers cannot be read, the day is none, or a report could not be written
 */
export async function givenPolicyOptions({ io, options }: CommandCall): Promise<GivenPolicyOptions> {
  const path = (name: string) => {
    const given = options[name]
    return typeof given === 'string' && given !== '' ? resolve(io.workingFolder, given) : undefined
  }
  const report = async (name: string) => {
    const file = path(name)
    return file === undefined ? undefined : reportFile(file)
  }
  const waivers = path('waivers')
  const [sarif, junit] = [await report('sarif'), await report('junit')]
  const today = dayOf(options.at)
  let verdict: Verdict | undefined
  return {
    options: {
      onVerdict: (told) => {
        verdict = told
      },
      ...(waivers !== undefined && {
        waivers: { file: readWaivers(await bytesOf(waivers), `${options.waivers}`), today },
      }),
    },
    writeReports: async () => {
      if (!verdict) return
      await sarif?.put(`${JSON.stringify(sarifOf(verdict), undefined, 2)}\n`)
      await junit?.put(junitOf(verdict))
    },
  }
}

function dayOf(given: unknown): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10)
  const day = z.iso.date().safeParse(given)
  if (!day.success) throw unusableFile('--at', `${given} is no day; write it as 2027-01-31`, day.error)
  return day.data
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw unusableFile(
      file,
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is none' : reasonOf(error),
      error,
    )
  }
}
