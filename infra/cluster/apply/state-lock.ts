/** How Terraform says that a state is locked. */
const LOCKED = 'Error acquiring the state lock'

/** Whether Terraform says that somebody else holds a state. */
export function isLocked({ summary }: { readonly summary: string }): boolean {
  return summary === LOCKED
}

/**
 * What to do about a state that is locked, in place of Terraform's own words, which lead to going on without a lock.
 * @param said by Terraform: who holds it, where that is known
 * @param folder where the stack is applied
 */
export function unlocking(said: string, folder: string): string {
  const told = (name: string) => new RegExp(`^\\s*${name}:\\s+(\\S.*?)\\s*$`, 'm').exec(said)?.[1]
  const [id = 'ID', who, created] = [told('ID'), told('Who'), told('Created')]
  const holder = who === undefined ? 'Somebody else' : `${who}${created === undefined ? '' : `, since ${created},`}`
  return `${holder} holds it, and nothing was changed. Wait until that is done: a lock of a file or in PostgreSQL ends with the program that holds it. Where a lock stays though nobody works on the stack: terraform force-unlock ${id}, in ${folder}.`
}
