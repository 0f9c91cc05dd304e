interface SegmentedProps<Choice extends string> {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: Choice
  readonly textOf: (choice: Choice) => string
  readonly onChoose: (choice: Choice) => void
}

/** A few choices of which one holds. */
export function Segmented<Choice extends string>({ label, choices, chosen, textOf, onChoose }: SegmentedProps<Choice>) {
  return (
    <fieldset className="segmented" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice} type="button" aria-pressed={choice === chosen} onClick={() => onChoose(choice)}>
          {textOf(choice)}
        </button>
      ))}
    </fieldset>
  )
}
