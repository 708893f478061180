/** The guard's number of a request that it let through, which it adds to the answer. */
export const numberHeader = 'x-verdikjede-number';

/** Marks an answer that comes from the guard and not from a participant. */
export const guardHeader = 'x-verdikjede-guard';
