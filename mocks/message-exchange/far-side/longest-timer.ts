/** The longest time that a timer can wait, in milliseconds: 24 days. */
export const longestTimerMs = 2_147_483_647;
