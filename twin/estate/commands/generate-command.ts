import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import { makeFolder } from '../../kit/make-folder.ts'
import { readIdsText, shippedFolder } from '../estate-folder.ts'
import { ESTATE_SIZES, generateEstate } from '../generate/generate-estate.ts'
import { IDS_FILE } from '../ids/ids-file.ts'
import { loadEstate } from '../load-estate.ts'

export const generateCommand: Command = {
  name: 'estate generate',
  summary: 'write the files of an estate of a reference size: as shipped, about 200 MW, about 1 GW',
  options: [
    {
      flags: '--size <size>',
      description: 'which; to simulate the rooms of 2030 or 2035 takes more ports and open files than is usual',
      choices: ESTATE_SIZES,
      default: 'today',
    },
    { flags: '--out <dir>', description: 'where to: a new or empty folder' },
  ],
  examples: ['oblak estate generate --size 2030 --out estate-2030'],
  run: generate,
}

async function generate({ options, json, io }: CommandCall): Promise<ExitStatus> {
  const size = ESTATE_SIZES.find((known) => known === options.size)
  if (!size || typeof options.out !== 'string') {
    io.message('oblak: say where to with --out DIR, and one of --size today, 2030, 2035.')
    return 2
  }
  const out = resolve(io.workingFolder, options.out)
  const there = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Error(`${out} cannot be used (${error.code ?? error.message}); give a new or empty folder.`)
  })
  if (there && there.length > 0) {
    io.message(`oblak: ${out} is not empty (${there.length} entries); give a new or empty folder.`)
    return 2
  }
  const shipped = shippedFolder()
  const files = new Map(generateEstate(size, shipped))
  const ids = await readIdsText(join(shipped, IDS_FILE))
  // What is there today keeps its indexes.
  if (typeof ids === 'string' && ids !== '') files.set(IDS_FILE, ids)
  const racks = await writeWhole(out, files).catch((error: unknown) => {
    throw unwritable(out, error)
  })
  if (json) io.out(JSON.stringify({ folder: out, size, files: [...files.keys()], racks }))
  else io.out(`${out} holds ${files.size} files: ${racks.toLocaleString('en')} racks.`)
  if (size !== 'today') {
    io.message(
      'So many simulated devices take more ports and open files than is usual: begin with `oblak start --no-simulator`, or see docs/simulator.md.',
    )
  }
  return 0
}

/** A fault of the file system in words; others as they are. */
function unwritable(out: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = REASONS[code]
  if (why === undefined && !(error instanceof Error && 'syscall' in error)) return error
  return new Error(
    `The estate cannot be written to ${out}: ${why ?? 'the folder cannot be made'} (${code}). Give another folder with --out DIR, or mend its rights.`,
    { cause: error },
  )
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is mounted for reading only',
  ENOENT: 'a folder on the way to it cannot be made there',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
}

/** Written beside its place, checked, and only then put there. Returns the number of racks. */
async function writeWhole(out: string, files: ReadonlyMap<string, string>): Promise<number> {
  await makeFolder(dirname(out))
  const making = await mkdtemp(join(dirname(out), `.${basename(out)}-`))
  try {
    for (const [name, text] of files) await writeFile(join(making, name), text)
    const { estate } = await loadEstate(making, { writeIds: true })
    await rename(making, out)
    return estate.ofKind('rack').length
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
}
