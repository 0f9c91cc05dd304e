import { parentPort } from 'node:worker_threads'
import { readProgramme } from '../../../estate/programme/read-programme.ts'
import { readProgress } from '../../../estate/progress/read-progress.ts'
import { serveRisk } from './serve-risk.ts'

/** The program of the thread that reads large files of programmes and runs them again and again. */
if (parentPort) serveRisk(parentPort, { programme: readProgramme, progress: readProgress })
