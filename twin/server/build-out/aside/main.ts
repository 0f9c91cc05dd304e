import { parentPort } from 'node:worker_threads'
import { withFieldIn } from '../../../estate/edited-list/edit-list.ts'
import { loadAdditions } from '../../../estate/planned/load-planned.ts'
import { readProgramme } from '../../../estate/programme/read-programme.ts'
import { readProgress } from '../../../estate/progress/read-progress.ts'
import { answeringAside } from './answer-aside.ts'
import { serveQuestions } from './serve-questions.ts'

const FILES = { loadAdditions, readProgramme, readProgress, withFieldIn }

/** What of the files of an estate is worked on in the thread. */
export type AsideFiles = typeof FILES

/** The program of the thread that reads what is large of the build-out, and computes its answers. */
if (parentPort) serveQuestions(parentPort, answeringAside(FILES))
