import type { DeclaredCloud, JudgedPlan, PendingPlan } from '../../twin/model/cloud.ts'

/** What the thread is started with. */
export interface CloudSettings {
  /** Folder of the estate's files. */
  readonly estateFolder: string
}

export type ToCloud =
  | { readonly id: number; readonly call: 'declared' }
  | { readonly id: number; readonly call: 'judge'; readonly plan: PendingPlan }
  /** Nobody waits for it any more; it is answered all the same. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

export type CloudAnswer = DeclaredCloud | JudgedPlan | { readonly wrong: string }

export type FromCloud =
  | { readonly type: 'result'; readonly id: number; readonly value: CloudAnswer }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
