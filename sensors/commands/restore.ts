import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import { BackupError } from '../backup/backup-error.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { PipelineError } from '../pipeline/errors.ts'
import { backupStatus } from './backup-status.ts'
import { dataPlaces, PLACE_OPTIONS } from './data-places.ts'

/** `oblak restore`: puts back what `oblak backup` copied, whole or not at all. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'puts a backup back: verifies every checksum, then replaces all at once; the server must not run',
  arguments: [{ name: '<dir>', description: 'a folder that `oblak backup` made' }],
  options: [
    ...PLACE_OPTIONS,
    {
      flags: '--replace',
      description: 'move what is there aside first (`….before-restore-…`); without it nothing may be there',
    },
  ],
  examples: ['oblak restore /backups/2026-07-01', 'oblak restore /backups/nightly --data /var/lib/oblak --replace'],
  run,
}

async function run(call: CommandCall): Promise<ExitStatus> {
  const { io, args, options, json } = call
  const places = dataPlaces(call)
  if (typeof places === 'string') {
    io.message(places)
    return 2
  }
  const backup = resolve(io.workingFolder, String(args[0]))
  try {
    const { manifest, movedAside } = await restoreBackup(
      backup,
      { ...places, replace: options.replace === true },
      { say: io.message, signal: call.signal },
    )
    const { made, holdsStore, files } = manifest
    io.out(
      json
        ? JSON.stringify({ data: places.dataFolder, made, holdsStore, files: files.length, movedAside })
        : `The backup of ${made} is in ${places.dataFolder}${movedAside.map((folder) => `\nWhat was there is in ${folder}`).join('')}`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof PipelineError)) throw error
    io.message(error.message)
    return backupStatus(error)
  }
}
