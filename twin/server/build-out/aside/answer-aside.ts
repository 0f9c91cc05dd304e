import type { AdditionsAsked, PlannedAdditions } from '../../../estate/planned/load-planned.ts'
import type { Programme } from '../../../model/programme.ts'
import type { KnownProgramme, WrittenEntry } from '../../../model/programme-book.ts'
import { ServerProblem } from '../../errors.ts'
import type { AsideAnswer, AsideQuestion, FieldAdded, FromAside } from './aside-messages.ts'
import { buildOutWork } from './build-out-work.ts'

/** What the thread does besides arithmetic. */
export interface AsideFiles {
  /** @throws Error with all that is wrong in it */
  readonly programme: (bytes: Uint8Array, name: string) => Programme
  /** @throws as `programme` */
  readonly progress: (bytes: Uint8Array, name: string) => readonly WrittenEntry[]
  /** @throws as `programme` */
  readonly additions: (asked: AdditionsAsked) => Promise<PlannedAdditions>
  /** Undefined where there is no entry of that id. */
  readonly addField: (asked: FieldAdded) => string | undefined
}

/** Answers questions about programmes; knows the one that it was told last. */
export function answeringAside(files: AsideFiles): (asked: AsideQuestion) => Promise<FromAside> {
  let known: KnownProgramme = { programme: undefined, entries: [], scenarios: [], version: '' }
  const valueTo = async (question: AsideQuestion): Promise<AsideAnswer> => {
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
      case 'additions':
        return files.additions(question.asked)
      case 'add-field':
        return files.addField(question.asked)
      case 'read':
        return files[question.what](question.bytes, question.name)
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
