import type { Thing } from '../../model/things.ts'

/** What an answer says of a thing that it only points to. */
export interface Brief {
  readonly kind: string
  readonly path: string
  readonly name: string
  readonly nameSr?: string
}

export function brief({ kind, path, name, nameSr }: Thing | Brief): Brief {
  return nameSr === undefined ? { kind, path, name } : { kind, path, name, nameSr }
}
