import { type StateWord, stateCode, stateWord } from '../../../twin/model/quantity.ts'
import type { ContactRole } from '../../device-entry.ts'

type Words = Readonly<Partial<Record<StateWord, StateWord>>>

/**
 * What the words of an input of an environmental monitor mean of the thing that it is wired to. The device knows only whether the input is as it
 * was set up to be; how grave it calls the other state does not matter. A contact that tells its circuit is taken for a reed contact, which is
 * closed while its door is.
 */
const WORDS: Readonly<Record<ContactRole, Words>> = {
  door: { normal: 'closed', warning: 'open', alarm: 'open', on: 'closed', off: 'open' },
  leak: { normal: 'dry', warning: 'leak', alarm: 'leak' },
  smoke: { normal: 'clear', warning: 'smoke', alarm: 'smoke' },
}

/** The code of the word that a thing of this role shows for the one that its device tells; the same where it needs no other. */
export function codeForRole(role: ContactRole, code: number): number {
  const told = stateWord(code)
  return stateCode(WORDS[role][told] ?? told)
}
