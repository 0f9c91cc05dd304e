const KEPT = 32
const KEPT_MS = 900_000

/** Answers that take long, kept for a quarter of an hour where nothing else is said: many viewers ask the same. What fails is asked anew. */
export class RecentAnswers<Answer> {
  readonly #answers = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>()

  constructor(
    private readonly now: () => number,
    private readonly keptMs = KEPT_MS,
  ) {}

  get(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key)
    const now = this.now()
    if (known && Math.abs(now - known.at) < this.keptMs) return known.answer
    const answer = ask()
    this.#answers.delete(key)
    this.#answers.set(key, { at: now, answer })
    answer.catch(() => this.#answers.delete(key))
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > KEPT && oldest !== undefined) this.#answers.delete(oldest)
    return answer
  }
}
