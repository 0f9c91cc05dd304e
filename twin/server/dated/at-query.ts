/** What `at` says of a question about the estate. */
export const AT = 'a day: the estate as the programme leads to it, with nothing measured; as it is now where absent'
