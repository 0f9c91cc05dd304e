import { parentPort } from 'node:worker_threads'
import { serveRisk } from './serve-risk.ts'

/** The program of the thread that runs programmes again and again. */
if (parentPort) serveRisk(parentPort)
