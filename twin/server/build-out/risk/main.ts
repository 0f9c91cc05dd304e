import { parentPort } from 'node:worker_threads'
import { readProgramme } from '../../../estate/programme/read-programme.ts'
import { serveRisk } from './serve-risk.ts'

/** The program of the thread that reads large programmes and runs them again and again. */
if (parentPort) serveRisk(parentPort, readProgramme)
