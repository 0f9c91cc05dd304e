import type { ExitStatus } from '../../twin/kit/command.ts'
import type { BackupError } from '../backup/backup-error.ts'
import { PipelineError } from '../pipeline/errors.ts'

/** 2 where the given folders do not serve, 3 where another process has the data, 1 where what was begun came to nothing. */
export function backupStatus(error: BackupError | PipelineError): ExitStatus {
  if (error instanceof PipelineError) return 3
  return error.isBadInput ? 2 : 1
}
