import { createHash } from 'node:crypto'
import type { ProgrammeBook } from '../../model/programme-book.ts'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { ServerProblem } from '../errors.ts'
import { buildOutView } from './build-out-view.ts'
import { type BuildOutQuestion, supposedProgramme } from './supposed-programme.ts'

/** Of questions that are asked again and again, such as those of an open page. */
const MOST_KEPT = 16

/** Answers of the build-out, each computed once until a file changes. */
export class BuildOutAnswers {
  /** The one that was asked last at the end. */
  readonly #kept = new Map<string, BuildOutView>()

  constructor(private readonly book: ProgrammeBook | undefined) {}

  /** @throws ServerProblem see `supposedProgramme`; not-configured where there is no programme */
  async view(question: BuildOutQuestion): Promise<BuildOutView> {
    const known = await this.configured().read()
    const { baseline, delay = [], outOfSequence, scenario } = question
    const key = JSON.stringify([known.version, known.fault, scenario, baseline, delay, outOfSequence])
    const version = createHash('sha256').update(key).digest('hex').slice(0, 16)
    const kept = this.#kept.get(version)
    const answer = kept ?? { version, ...buildOutView(known, supposedProgramme(known, question), scenario) }
    this.#kept.delete(version)
    this.#kept.set(version, answer)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(oldest)
    }
    return answer
  }

  configured(): ProgrammeBook {
    if (this.book) return this.book
    throw new ServerProblem('not-configured', 'This server was started without a programme of what is to be built.')
  }
}
