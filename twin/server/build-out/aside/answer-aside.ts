import type { KnownProgramme } from '../../../model/programme-book.ts'
import { ServerProblem } from '../../errors.ts'
import type { AsideQuestion, FileWork, FromAside } from './aside-messages.ts'
import { buildOutWork } from './build-out-work.ts'

/** Answers questions about programmes; knows the one that it was told last. */
export function answeringAside(files: FileWork): (asked: AsideQuestion) => Promise<FromAside> {
  let known: KnownProgramme = { programme: undefined, entries: [], scenarios: [], version: '' }
  const valueTo = async (question: AsideQuestion): Promise<unknown> => {
    switch (question.call) {
      case 'tell':
        known = question.known
        return undefined
      case 'view':
        return buildOutWork.view(known, question.asked)
      case 'supply':
        return buildOutWork.supply(known, question.asked)
      case 'document':
        return buildOutWork.document(known, question.asked)
      case 'file':
        // The client's type has made what is given what the work takes.
        return files[question.name]?.(...(question.given as readonly never[]))
    }
  }
  return async (question) => {
    const { id } = question
    try {
      return { type: 'result', id, value: await valueTo(question) }
    } catch (error) {
      if (error instanceof ServerProblem) return { type: 'problem', id, code: error.code, detail: error.detail }
      return { type: 'refused', id, message: error instanceof Error ? error.message : String(error) }
    }
  }
}
