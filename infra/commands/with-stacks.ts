import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CommandCall } from '../../twin/kit/command.ts'
import type { LoadEstate } from './stack-report.ts'

/** With the folder that `--stacks` names, or with one that the estate's stacks are written to meanwhile. */
export async function withStacks<T>(
  { io, options }: CommandCall,
  loadEstate: LoadEstate,
  { gate }: { readonly gate: boolean },
  use: (stacks: string) => Promise<T>,
): Promise<T> {
  if (typeof options.stacks === 'string') return use(resolve(io.workingFolder, options.stacks))
  const folder = await mkdtemp(join(tmpdir(), 'oblak-stacks-'))
  try {
    const { estate } = await loadEstate(
      typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined,
    )
    const written = join(folder, 'out')
    await (await import('../synth.ts')).synthesize(estate, written, { backend: 'local', gate })
    return await use(written)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
