"""The words and facts that every hospital, city and funder shares: care domains, the ladder of five steps, formats of
activity, professions, languages, countries. Each list is a file that a clinician can read and correct, in English,
Dutch and French, with its author, its source and the day somebody must look at it again. The room looks back at
nothing; it never touches the database, never holds what one partnership wrote for itself, and never judges anyone."""
