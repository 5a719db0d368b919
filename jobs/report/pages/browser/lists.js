/** Sorts and filters. */
