import { createHash } from 'node:crypto'
import type { BuildOutRiskView, BuildOutView } from '../../protocol/build-out.ts'
import { ServerProblem } from '../errors.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerParts } from '../server-parts.ts'
import { buildOutView } from './build-out-view.ts'
import { bookOf } from './programme-in-use.ts'
import { riskView } from './risk/risk-source.ts'
import { type BuildOutQuestion, supposedProgramme } from './supposed-programme.ts'

/** Of questions that are asked again and again, such as those of an open page. */
const MOST_KEPT = 16

/** Answers of the build-out, each computed once until a file changes. */
export class BuildOutAnswers {
  readonly #views = new Kept<BuildOutView>()
  readonly #risks = new Kept<Promise<BuildOutRiskView | undefined>>()

  constructor(private readonly parts: Pick<ServerParts, 'programme' | 'risk'>) {}

  /** @throws ServerProblem see `supposedProgramme`; not-configured where there is no programme */
  async view(question: BuildOutQuestion): Promise<BuildOutView> {
    const known = await bookOf(this.parts).read()
    const version = versionOf(known, question)
    return this.#views.get(version, () => ({
      version,
      ...buildOutView(known, supposedProgramme(known, question), question.scenario),
    }))
  }

  /** @throws ServerProblem as `view`; unprocessable where nothing is estimated that is still open */
  async risk(
    question: BuildOutQuestion & { readonly runs: number; readonly seed: number },
    signal: AbortSignal,
  ): Promise<BuildOutRiskView> {
    const known = await bookOf(this.parts).read()
    const { outOfSequence, runs, seed } = question
    const { risk } = this.parts
    const key = `${versionOf(known, question)} ${runs} ${seed}`
    const waited = this.#risks.get(key, () => {
      const { programme } = supposedProgramme(known, question).status
      const asked = { programme, runs, seed, outOfSequence }
      // Who leaves does not take the answer from others who wait for the same; what failed is asked anew.
      const answer = risk ? risk.risk(asked) : Promise.resolve(riskView(asked))
      answer.catch(() => this.#risks.drop(key))
      return answer
    })
    const answer = await answered(waited)
    signal.throwIfAborted()
    if (answer) return answer
    throw new ServerProblem(
      'unprocessable',
      'The programme estimates nothing that is still open: its dates have no risk.',
    )
  }
}

function versionOf(
  { fault, version }: { readonly version: string; readonly fault?: string | undefined },
  asked: BuildOutQuestion,
) {
  const { baseline, delay = [], outOfSequence, scenario } = asked
  const key = JSON.stringify([version, fault, scenario, baseline, delay, outOfSequence])
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}

/** The last few of something, by key. */
class Kept<T> {
  /** The one that was asked last at the end. */
  readonly #all = new Map<string, T>()

  get(key: string, make: () => T): T {
    const value = this.#all.get(key) ?? make()
    this.#all.delete(key)
    this.#all.set(key, value)
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= MOST_KEPT) break
      this.#all.delete(oldest)
    }
    return value
  }

  drop(key: string): void {
    this.#all.delete(key)
  }
}
